// Generated from spec/platform/billing/get_billing_status.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getBillingStatus } from '../../../tools/platform/billing/get_billing_status.js';

proveTool(getBillingStatus, examples);
