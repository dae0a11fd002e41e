// Generated from spec/marketplace/git/wait_for_git_integration.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, waitForGitIntegration } from '../../../tools/marketplace/git/wait_for_git_integration.js';

proveTool(waitForGitIntegration, examples);
