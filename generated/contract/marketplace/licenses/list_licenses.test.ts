// Generated from spec/marketplace/licenses/list_licenses.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listLicenses } from '../../../tools/marketplace/licenses/list_licenses.js';

proveTool(listLicenses, examples);
