import type { Resolver } from '../../../../generated/tools/kiln/firings/count_pots.js';
import { countPotsIn } from '../../../../pots.js';

export const countPots = (): Resolver => async (_input, ctx) => ({ pots: await countPotsIn(await ctx.db()) });
