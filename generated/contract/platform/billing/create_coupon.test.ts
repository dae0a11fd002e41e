// Generated from spec/platform/billing/create_coupon.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { createCoupon, examples } from '../../../tools/platform/billing/create_coupon.js';

proveTool(createCoupon, examples);
