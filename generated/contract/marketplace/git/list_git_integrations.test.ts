// Generated from spec/marketplace/git/list_git_integrations.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listGitIntegrations } from '../../../tools/marketplace/git/list_git_integrations.js';

proveTool(listGitIntegrations, examples);
