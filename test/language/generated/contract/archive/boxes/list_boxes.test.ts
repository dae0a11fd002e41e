// Generated from spec/archive/boxes/list_boxes.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listBoxes } from '../../../tools/archive/boxes/list_boxes.js';

proveTool(listBoxes, examples);
