// Generated from spec/marketplace/projects/delete_project.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { deleteProject, examples } from '../../../tools/marketplace/projects/delete_project.js';

proveTool(deleteProject, examples);
