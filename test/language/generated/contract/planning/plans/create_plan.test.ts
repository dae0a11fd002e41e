// Generated from spec/planning/plans/create_plan.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { createPlan, examples } from '../../../tools/planning/plans/create_plan.js';

proveTool(createPlan, examples);
