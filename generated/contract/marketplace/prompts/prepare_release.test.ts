// Generated from spec/marketplace/prompts/prepare_release.yaml. Change that file and run `npx toolwright generate`.
import { provePrompt } from 'toolwright/testing';
import { examples, prepareRelease } from '../../../prompts/marketplace/prepare_release.js';

provePrompt(prepareRelease, examples);
