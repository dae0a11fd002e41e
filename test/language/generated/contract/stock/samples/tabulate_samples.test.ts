// Generated from spec/stock/samples/tabulate_samples.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, tabulateSamples } from '../../../tools/stock/samples/tabulate_samples.js';

proveTool(tabulateSamples, examples);
