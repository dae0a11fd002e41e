// Generated from spec/kiln/firings/draw_plan.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { drawPlan, examples } from '../../../tools/kiln/firings/draw_plan.js';

proveTool(drawPlan, examples);
