// Generated from spec/library/resources/seal.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, seal } from '../../../resources/library/seal.js';

proveResource(seal, examples);
