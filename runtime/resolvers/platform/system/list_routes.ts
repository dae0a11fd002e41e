import type { ServedRoute } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/platform/system/list_routes.js';

export const listRoutes =
  (app: { readonly servedRoutes: () => readonly ServedRoute[] }): Resolver =>
  async () => ({ routes: app.servedRoutes() });
