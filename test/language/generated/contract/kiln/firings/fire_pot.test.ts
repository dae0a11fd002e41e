// Generated from spec/kiln/firings/fire_pot.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, firePot } from '../../../tools/kiln/firings/fire_pot.js';

proveTool(firePot, examples);
