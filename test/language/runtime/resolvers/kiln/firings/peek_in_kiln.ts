import type { Resolver } from '../../../../generated/tools/kiln/firings/peek_in_kiln.js';
import { countPotsIn } from '../../../../pots.js';

export const peekInKiln = (): Resolver => async (_input, ctx) => ({ pots: await countPotsIn(await ctx.db()) });
