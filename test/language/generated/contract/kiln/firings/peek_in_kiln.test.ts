// Generated from spec/kiln/firings/peek_in_kiln.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, peekInKiln } from '../../../tools/kiln/firings/peek_in_kiln.js';

proveTool(peekInKiln, examples);
