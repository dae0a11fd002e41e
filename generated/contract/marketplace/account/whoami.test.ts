// Generated from spec/marketplace/account/whoami.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, whoami } from '../../../tools/marketplace/account/whoami.js';

proveTool(whoami, examples);
