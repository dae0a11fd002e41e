// Generated from spec/planning/plans/update_task.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, updateTask } from '../../../tools/planning/plans/update_task.js';

proveTool(updateTask, examples);
