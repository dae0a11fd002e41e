// Generated from spec/marketplace/billing/list_payment_methods.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listPaymentMethods } from '../../../tools/marketplace/billing/list_payment_methods.js';

proveTool(listPaymentMethods, examples);
