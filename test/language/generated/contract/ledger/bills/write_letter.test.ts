// Generated from spec/ledger/bills/write_letter.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, writeLetter } from '../../../tools/ledger/bills/write_letter.js';

proveTool(writeLetter, examples);
