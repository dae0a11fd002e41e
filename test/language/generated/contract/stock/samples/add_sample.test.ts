// Generated from spec/stock/samples/add_sample.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addSample, examples } from '../../../tools/stock/samples/add_sample.js';

proveTool(addSample, examples);
