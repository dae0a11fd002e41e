// Generated from spec/kiln/firings/watch_kiln.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, watchKiln } from '../../../tools/kiln/firings/watch_kiln.js';

proveTool(watchKiln, examples);
