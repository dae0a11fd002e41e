// Generated from spec/marketplace/account/get_my_dashboard.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getMyDashboard } from '../../../tools/marketplace/account/get_my_dashboard.js';

proveTool(getMyDashboard, examples);
