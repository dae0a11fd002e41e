// Generated from spec/marketplace/organizations/leave_org.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, leaveOrg } from '../../../tools/marketplace/organizations/leave_org.js';

proveTool(leaveOrg, examples);
