// Generated from spec/library/resources/shelf.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, shelf } from '../../../resources/library/shelf.js';

proveResource(shelf, examples);
