// Generated from spec/marketplace/vendors/get_vendor_dashboard.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getVendorDashboard } from '../../../tools/marketplace/vendors/get_vendor_dashboard.js';

proveTool(getVendorDashboard, examples);
