// Generated from spec/garden/plants/count_plants.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { countPlants, examples } from '../../../tools/garden/plants/count_plants.js';

proveTool(countPlants, examples);
