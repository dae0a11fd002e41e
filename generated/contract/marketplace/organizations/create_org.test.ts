// Generated from spec/marketplace/organizations/create_org.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { createOrg, examples } from '../../../tools/marketplace/organizations/create_org.js';

proveTool(createOrg, examples);
