// Generated from spec/platform/billing/list_invoices.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listInvoices } from '../../../tools/platform/billing/list_invoices.js';

proveTool(listInvoices, examples);
