import type { Resolver } from '../../../../generated/tools/gifts/wrapping/count_gifts.js';

export const countGifts =
  (): Resolver =>
  async ({ rounds }, ctx) => {
    const db = await ctx.db();
    let gifts = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const row = await db('gift').count({ gifts: '*' }).first();
      gifts = Number(row?.gifts);
      ctx.progress(round, rounds, `Counted ${round} of ${rounds} times`);
    }
    return { gifts };
  };
