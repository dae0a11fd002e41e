import type { Resolver } from '../../../../generated/tools/platform/system/get_stats.js';
import { viewsSince } from '../../../market/page-views/page-views.js';
import { countActivePeople } from '../../../market/people/active-people.js';
import { countSites } from '../../../market/sites/sites.js';

const DAY_MS = 86_400_000;

export const getStats =
  (app: { readonly serverLoad: () => number }): Resolver =>
  async (_input, ctx) => {
    const ago = (days: number) => new Date(ctx.now().getTime() - days * DAY_MS);
    return ctx.asSystem('figures of the whole platform', async (db) => ({
      total_sites: await countSites(db),
      active_users: await countActivePeople(db, ago(30)),
      // Today is the thirtieth.
      page_views_30d: await viewsSince(db, ago(29)),
      server_load: `${app.serverLoad()}%`,
    }));
  };
