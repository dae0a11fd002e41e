// Generated from spec/ledger/bills/settle_bill.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, settleBill } from '../../../tools/ledger/bills/settle_bill.js';

proveTool(settleBill, examples);
