// Generated from spec/marketplace/projects/update_project.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, updateProject } from '../../../tools/marketplace/projects/update_project.js';

proveTool(updateProject, examples);
