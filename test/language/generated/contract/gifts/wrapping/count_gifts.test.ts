// Generated from spec/gifts/wrapping/count_gifts.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { countGifts, examples } from '../../../tools/gifts/wrapping/count_gifts.js';

proveTool(countGifts, examples);
