// Generated from spec/marketplace/catalogue/search_packages.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, searchPackages } from '../../../tools/marketplace/catalogue/search_packages.js';

proveTool(searchPackages, examples);
