// Generated from spec/platform/database/list_tables.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listTables } from '../../../tools/platform/database/list_tables.js';

proveTool(listTables, examples);
