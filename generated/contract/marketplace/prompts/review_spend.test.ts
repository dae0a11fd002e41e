// Generated from spec/marketplace/prompts/review_spend.yaml. Change that file and run `npx toolwright generate`.
import { provePrompt } from 'toolwright/testing';
import { examples, reviewSpend } from '../../../prompts/marketplace/review_spend.js';

provePrompt(reviewSpend, examples);
