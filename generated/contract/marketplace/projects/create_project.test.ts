// Generated from spec/marketplace/projects/create_project.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { createProject, examples } from '../../../tools/marketplace/projects/create_project.js';

proveTool(createProject, examples);
