// Generated from spec/platform/database/query_database.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, queryDatabase } from '../../../tools/platform/database/query_database.js';

proveTool(queryDatabase, examples);
