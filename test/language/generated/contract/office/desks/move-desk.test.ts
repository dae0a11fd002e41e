// Generated from spec/office/desks/move-desk.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, moveDesk } from '../../../tools/office/desks/move-desk.js';

proveTool(moveDesk, examples);
