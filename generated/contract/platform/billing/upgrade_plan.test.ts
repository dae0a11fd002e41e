// Generated from spec/platform/billing/upgrade_plan.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, upgradePlan } from '../../../tools/platform/billing/upgrade_plan.js';

proveTool(upgradePlan, examples);
