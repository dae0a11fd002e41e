// Generated from spec/marketplace/billing/delete_billing_address.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { deleteBillingAddress, examples } from '../../../tools/marketplace/billing/delete_billing_address.js';

proveTool(deleteBillingAddress, examples);
