// Generated from spec/marketplace/vendors/update_vendor_profile.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, updateVendorProfile } from '../../../tools/marketplace/vendors/update_vendor_profile.js';

proveTool(updateVendorProfile, examples);
