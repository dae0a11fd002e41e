// Generated from spec/marketplace/billing/set_default_payment_method.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setDefaultPaymentMethod } from '../../../tools/marketplace/billing/set_default_payment_method.js';

proveTool(setDefaultPaymentMethod, examples);
