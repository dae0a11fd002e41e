// Generated from spec/marketplace/organizations/respond_to_invite.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, respondToInvite } from '../../../tools/marketplace/organizations/respond_to_invite.js';

proveTool(respondToInvite, examples);
