// Generated from spec/garden/plants/plant_row.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, plantRow } from '../../../tools/garden/plants/plant_row.js';

proveTool(plantRow, examples);
