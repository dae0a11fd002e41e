// Generated from spec/archive/boxes/move_box.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, moveBox } from '../../../tools/archive/boxes/move_box.js';

proveTool(moveBox, examples);
