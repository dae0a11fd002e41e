// Generated from spec/library/prompts/greet.yaml. Change that file and run `npx toolwright generate`.
import { provePrompt } from 'toolwright/testing';
import { examples, greet } from '../../../prompts/library/greet.js';

provePrompt(greet, examples);
