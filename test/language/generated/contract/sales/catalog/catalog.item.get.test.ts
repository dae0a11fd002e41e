// Generated from spec/sales/catalog/catalog.item.get.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { catalogItemGet, examples } from '../../../tools/sales/catalog/catalog.item.get.js';

proveTool(catalogItemGet, examples);
