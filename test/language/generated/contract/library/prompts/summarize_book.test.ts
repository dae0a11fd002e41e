// Generated from spec/library/prompts/summarize_book.yaml. Change that file and run `npx toolwright generate`.
import { provePrompt } from 'toolwright/testing';
import { examples, summarizeBook } from '../../../prompts/library/summarize_book.js';

provePrompt(summarizeBook, examples);
