// Generated from spec/archive/boxes/burn_box.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { burnBox, examples } from '../../../tools/archive/boxes/burn_box.js';

proveTool(burnBox, examples);
