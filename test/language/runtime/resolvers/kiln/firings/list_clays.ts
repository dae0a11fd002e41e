import type { Resolver } from '../../../../generated/tools/kiln/firings/list_clays.js';

export const listClays = (): Resolver => async (_input, ctx) => {
  const db = await ctx.db();
  return { clays: await db('clay').orderBy('id').select({ clay_id: 'id' }, 'name') };
};
