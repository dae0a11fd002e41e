// Generated from spec/marketplace/vendors/list_vendors.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listVendors } from '../../../tools/marketplace/vendors/list_vendors.js';

proveTool(listVendors, examples);
