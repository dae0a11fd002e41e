// Generated from spec/platform/system/list_sites.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listSites } from '../../../tools/platform/system/list_sites.js';

proveTool(listSites, examples);
