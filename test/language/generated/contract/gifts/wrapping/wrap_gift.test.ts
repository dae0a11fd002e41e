// Generated from spec/gifts/wrapping/wrap_gift.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, wrapGift } from '../../../tools/gifts/wrapping/wrap_gift.js';

proveTool(wrapGift, examples);
