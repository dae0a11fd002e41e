// Generated from spec/marketplace/projects/list_projects.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listProjects } from '../../../tools/marketplace/projects/list_projects.js';

proveTool(listProjects, examples);
