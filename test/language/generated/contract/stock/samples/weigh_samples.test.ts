// Generated from spec/stock/samples/weigh_samples.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, weighSamples } from '../../../tools/stock/samples/weigh_samples.js';

proveTool(weighSamples, examples);
