// Generated from spec/marketplace/billing/add_billing_address.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addBillingAddress, examples } from '../../../tools/marketplace/billing/add_billing_address.js';

proveTool(addBillingAddress, examples);
