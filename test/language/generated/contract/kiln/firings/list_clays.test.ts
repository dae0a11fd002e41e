// Generated from spec/kiln/firings/list_clays.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listClays } from '../../../tools/kiln/firings/list_clays.js';

proveTool(listClays, examples);
