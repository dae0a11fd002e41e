// Generated from spec/stock/samples/open_shelf.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, openShelf } from '../../../tools/stock/samples/open_shelf.js';

proveTool(openShelf, examples);
