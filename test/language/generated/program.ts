// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { Program } from 'toolwright/runtime';
import { server } from './server.js';
import { listDesks } from './tools/office/desks/list-desks.js';
import { moveDesk } from './tools/office/desks/move-desk.js';
import { catalogItemGet } from './tools/sales/catalog/catalog.item.get.js';
import { addSample } from './tools/stock/samples/add_sample.js';
import { countEverything } from './tools/stock/samples/count_everything.js';
import { listSamples } from './tools/stock/samples/list_samples.js';
import { openShelf } from './tools/stock/samples/open_shelf.js';
import { searchSamples } from './tools/stock/samples/search_samples.js';
import { weighSamples } from './tools/stock/samples/weigh_samples.js';

export const program: Program = {
  server,
  tools: [
    listDesks,
    moveDesk,
    catalogItemGet,
    addSample,
    countEverything,
    listSamples,
    openShelf,
    searchSamples,
    weighSamples,
  ],
};
