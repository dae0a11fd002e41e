import type { Resolver } from '../../../../generated/tools/marketplace/billing/list_payment_methods.js';
import { cardsUrl, readMethods } from '../../../market/billing/payment-methods.js';

export const listPaymentMethods =
  (app: { readonly publicUrl: () => string }): Resolver =>
  async (_input, ctx) => {
    const { org } = ctx.context;
    const methods = await readMethods(await ctx.db(), org, ctx.now());
    return { payment_methods: methods, add_url: cardsUrl(app.publicUrl(), org) };
  };
