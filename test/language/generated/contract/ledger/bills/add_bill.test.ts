// Generated from spec/ledger/bills/add_bill.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addBill, examples } from '../../../tools/ledger/bills/add_bill.js';

proveTool(addBill, examples);
