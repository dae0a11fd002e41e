// Generated from spec/garden/plants/add_plant.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addPlant, examples } from '../../../tools/garden/plants/add_plant.js';

proveTool(addPlant, examples);
