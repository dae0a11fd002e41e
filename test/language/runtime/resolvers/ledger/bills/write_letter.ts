import type { Resolver } from '../../../../generated/tools/ledger/bills/write_letter.js';

export const writeLetter =
  (): Resolver =>
  async ({ payee, text }, ctx) => {
    await ctx.effects.mail((mail, call) => mail.send({ to: payee, text }, call));
    return { sent_to: payee };
  };
