import type { Resolver } from '../../../../generated/tools/platform/system/list_sites.js';
import { listSites as readSites } from '../../../market/sites/sites.js';

export const listSites = (): Resolver => async (_input, ctx) => ({
  sites: await ctx.asSystem('which sites the platform runs', readSites),
});
