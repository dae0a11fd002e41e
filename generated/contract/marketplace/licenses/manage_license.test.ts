// Generated from spec/marketplace/licenses/manage_license.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, manageLicense } from '../../../tools/marketplace/licenses/manage_license.js';

proveTool(manageLicense, examples);
