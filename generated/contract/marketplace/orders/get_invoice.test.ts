// Generated from spec/marketplace/orders/get_invoice.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getInvoice } from '../../../tools/marketplace/orders/get_invoice.js';

proveTool(getInvoice, examples);
