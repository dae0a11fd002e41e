// Generated from spec/marketplace/billing/set_default_billing_address.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setDefaultBillingAddress } from '../../../tools/marketplace/billing/set_default_billing_address.js';

proveTool(setDefaultBillingAddress, examples);
