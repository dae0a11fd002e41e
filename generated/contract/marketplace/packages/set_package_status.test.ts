// Generated from spec/marketplace/packages/set_package_status.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setPackageStatus } from '../../../tools/marketplace/packages/set_package_status.js';

proveTool(setPackageStatus, examples);
