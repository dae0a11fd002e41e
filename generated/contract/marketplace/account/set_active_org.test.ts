// Generated from spec/marketplace/account/set_active_org.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setActiveOrg } from '../../../tools/marketplace/account/set_active_org.js';

proveTool(setActiveOrg, examples);
