// Generated from spec/marketplace/billing/list_billing_addresses.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listBillingAddresses } from '../../../tools/marketplace/billing/list_billing_addresses.js';

proveTool(listBillingAddresses, examples);
