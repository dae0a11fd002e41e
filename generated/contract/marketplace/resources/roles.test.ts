// Generated from spec/marketplace/resources/roles.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, roles } from '../../../resources/marketplace/roles.js';

proveResource(roles, examples);
