// Generated from spec/archive/boxes/seal_box.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, sealBox } from '../../../tools/archive/boxes/seal_box.js';

proveTool(sealBox, examples);
