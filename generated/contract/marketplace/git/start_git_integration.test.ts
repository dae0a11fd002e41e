// Generated from spec/marketplace/git/start_git_integration.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, startGitIntegration } from '../../../tools/marketplace/git/start_git_integration.js';

proveTool(startGitIntegration, examples);
