// Generated from spec/marketplace/resources/package.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, packageTool } from '../../../resources/marketplace/package.js';

proveResource(packageTool, examples);
