// Generated from spec/marketplace/organizations/manage_org_member.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, manageOrgMember } from '../../../tools/marketplace/organizations/manage_org_member.js';

proveTool(manageOrgMember, examples);
