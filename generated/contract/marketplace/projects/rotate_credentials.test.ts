// Generated from spec/marketplace/projects/rotate_credentials.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, rotateCredentials } from '../../../tools/marketplace/projects/rotate_credentials.js';

proveTool(rotateCredentials, examples);
