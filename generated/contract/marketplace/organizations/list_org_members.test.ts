// Generated from spec/marketplace/organizations/list_org_members.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listOrgMembers } from '../../../tools/marketplace/organizations/list_org_members.js';

proveTool(listOrgMembers, examples);
