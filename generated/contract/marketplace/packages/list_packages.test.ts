// Generated from spec/marketplace/packages/list_packages.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listPackages } from '../../../tools/marketplace/packages/list_packages.js';

proveTool(listPackages, examples);
