// Generated from spec/platform/system/get_stats.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getStats } from '../../../tools/platform/system/get_stats.js';

proveTool(getStats, examples);
