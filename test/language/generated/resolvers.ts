// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { AppOf, Handler } from 'toolwright/runtime';
import { listDesks } from '../runtime/resolvers/office/desks/list-desks.js';
import { catalogItemGet } from '../runtime/resolvers/sales/catalog/catalog.item.get.js';
import { addSample } from '../runtime/resolvers/stock/samples/add_sample.js';
import { listSamples } from '../runtime/resolvers/stock/samples/list_samples.js';
import { handleListDesks } from './tools/office/desks/list-desks.js';
import { handleCatalogItemGet } from './tools/sales/catalog/catalog.item.get.js';
import { handleAddSample } from './tools/stock/samples/add_sample.js';
import { handleListSamples } from './tools/stock/samples/list_samples.js';

/** What the resolvers ask of the application, all together. */
export type App = AppOf<typeof listDesks> &
  AppOf<typeof catalogItemGet> &
  AppOf<typeof addSample> &
  AppOf<typeof listSamples>;

/** Every tool with the code that runs it. */
export function createResolvers(app: App): readonly Handler[] {
  // A factory that needs nothing of the application takes no parameter.
  const make = <Resolver>(factory: (app: App) => Resolver): Resolver => factory(app);
  return [
    handleListDesks(make(listDesks)),
    handleCatalogItemGet(make(catalogItemGet)),
    handleAddSample(make(addSample)),
    handleListSamples(make(listSamples)),
  ];
}
