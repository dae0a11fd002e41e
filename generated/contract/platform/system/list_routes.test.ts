// Generated from spec/platform/system/list_routes.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listRoutes } from '../../../tools/platform/system/list_routes.js';

proveTool(listRoutes, examples);
