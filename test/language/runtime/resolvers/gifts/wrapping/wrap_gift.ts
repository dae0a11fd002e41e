import { randomBytes } from 'node:crypto';
import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/gifts/wrapping/wrap_gift.js';

export const wrapGift =
  (): Resolver =>
  async ({ recipient }, ctx) => {
    const known = await (await ctx.db())('gift').where({ recipient }).first('id');
    if (known) return failure('WRAPPED_ALREADY');
    const { colour, sheets } = await ctx.ask('paper', { recipient });
    const { extras, card, place } = await ctx.ask('extras', { colour });
    const gift = { id: `gft_${randomBytes(6).toString('hex')}`, recipient, colour, extras: [...extras], card };
    const [row] = await (await ctx.db())('gift')
      .insert({ ...gift, team_id: ctx.context.team })
      .onConflict(['team_id', 'recipient'])
      .ignore()
      .returning('id');
    if (row === undefined) return failure('WRAPPED_ALREADY');
    const { id, ...rest } = gift;
    return { gift_id: id, ...rest, sheets, place };
  };
