// Generated from spec/marketplace/organizations/list_orgs.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listOrgs } from '../../../tools/marketplace/organizations/list_orgs.js';

proveTool(listOrgs, examples);
