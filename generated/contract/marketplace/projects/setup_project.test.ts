// Generated from spec/marketplace/projects/setup_project.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setupProject } from '../../../tools/marketplace/projects/setup_project.js';

proveTool(setupProject, examples);
