// Generated from spec/ledger/bills/remove_bill.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, removeBill } from '../../../tools/ledger/bills/remove_bill.js';

proveTool(removeBill, examples);
