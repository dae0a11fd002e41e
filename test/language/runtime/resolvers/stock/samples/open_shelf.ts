import type { Resolver } from '../../../../generated/tools/stock/samples/open_shelf.js';

export const openShelf = (): Resolver => async (input, ctx) => {
  const db = await ctx.db();
  return { labels: await db('sample').where({ shelf: input.shelf }).orderBy('label').pluck('label') };
};
