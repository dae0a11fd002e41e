// Generated from spec/marketplace/resources/project_auth.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, projectAuth } from '../../../resources/marketplace/project_auth.js';

proveResource(projectAuth, examples);
