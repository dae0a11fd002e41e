// Generated from spec/kiln/firings/count_pots.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { countPots, examples } from '../../../tools/kiln/firings/count_pots.js';

proveTool(countPots, examples);
