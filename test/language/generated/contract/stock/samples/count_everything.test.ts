// Generated from spec/stock/samples/count_everything.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { countEverything, examples } from '../../../tools/stock/samples/count_everything.js';

proveTool(countEverything, examples);
