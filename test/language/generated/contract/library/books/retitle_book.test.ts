// Generated from spec/library/books/retitle_book.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, retitleBook } from '../../../tools/library/books/retitle_book.js';

proveTool(retitleBook, examples);
