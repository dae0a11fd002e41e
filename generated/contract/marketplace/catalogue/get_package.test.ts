// Generated from spec/marketplace/catalogue/get_package.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getPackage } from '../../../tools/marketplace/catalogue/get_package.js';

proveTool(getPackage, examples);
