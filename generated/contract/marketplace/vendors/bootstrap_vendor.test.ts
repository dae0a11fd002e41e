// Generated from spec/marketplace/vendors/bootstrap_vendor.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { bootstrapVendor, examples } from '../../../tools/marketplace/vendors/bootstrap_vendor.js';

proveTool(bootstrapVendor, examples);
