// Generated from spec/stock/samples/search_samples.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, searchSamples } from '../../../tools/stock/samples/search_samples.js';

proveTool(searchSamples, examples);
