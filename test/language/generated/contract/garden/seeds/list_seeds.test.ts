// Generated from spec/garden/seeds/list_seeds.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listSeeds } from '../../../tools/garden/seeds/list_seeds.js';

proveTool(listSeeds, examples);
