// Generated from spec/marketplace/packages/add_package_from_repo.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addPackageFromRepo, examples } from '../../../tools/marketplace/packages/add_package_from_repo.js';

proveTool(addPackageFromRepo, examples);
