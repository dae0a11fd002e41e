// Generated from spec/ledger/bills/list_bills.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listBills } from '../../../tools/ledger/bills/list_bills.js';

proveTool(listBills, examples);
