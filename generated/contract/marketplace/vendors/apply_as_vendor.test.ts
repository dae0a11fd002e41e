// Generated from spec/marketplace/vendors/apply_as_vendor.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { applyAsVendor, examples } from '../../../tools/marketplace/vendors/apply_as_vendor.js';

proveTool(applyAsVendor, examples);
