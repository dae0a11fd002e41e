// Generated from spec/garden/plants/tend_plant.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, tendPlant } from '../../../tools/garden/plants/tend_plant.js';

proveTool(tendPlant, examples);
