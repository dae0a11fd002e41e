// Generated from spec/marketplace/packages/publish_packages_from_repos.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, publishPackagesFromRepos } from '../../../tools/marketplace/packages/publish_packages_from_repos.js';

proveTool(publishPackagesFromRepos, examples);
