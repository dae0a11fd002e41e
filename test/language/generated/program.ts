// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { Program } from 'toolwright/runtime';
import { server } from './server.js';
import { listDesks } from './tools/office/desks/list-desks.js';
import { catalogItemGet } from './tools/sales/catalog/catalog.item.get.js';
import { addSample } from './tools/stock/samples/add_sample.js';
import { listSamples } from './tools/stock/samples/list_samples.js';

export const program: Program = { server, tools: [listDesks, catalogItemGet, addSample, listSamples] };
