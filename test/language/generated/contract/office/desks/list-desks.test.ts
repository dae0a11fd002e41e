// Generated from spec/office/desks/list-desks.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listDesks } from '../../../tools/office/desks/list-desks.js';

proveTool(listDesks, examples);
