// Generated from spec/marketplace/git/revoke_integration.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, revokeIntegration } from '../../../tools/marketplace/git/revoke_integration.js';

proveTool(revokeIntegration, examples);
