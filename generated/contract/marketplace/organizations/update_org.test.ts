// Generated from spec/marketplace/organizations/update_org.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, updateOrg } from '../../../tools/marketplace/organizations/update_org.js';

proveTool(updateOrg, examples);
