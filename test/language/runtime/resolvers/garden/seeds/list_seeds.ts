import type { Resolver } from '../../../../generated/tools/garden/seeds/list_seeds.js';

export const listSeeds =
  (): Resolver =>
  async ({ kinds }, ctx) => {
    const db = await ctx.db();
    return { seeds: await db('seed').orderBy('number').limit(kinds).select('number', 'name', 'origin') };
  };
