// Generated from spec/stock/samples/list_samples.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listSamples } from '../../../tools/stock/samples/list_samples.js';

proveTool(listSamples, examples);
