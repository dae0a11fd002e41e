// Generated from spec/garden/seeds/describe_stock.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { describeStock, examples } from '../../../tools/garden/seeds/describe_stock.js';

proveTool(describeStock, examples);
