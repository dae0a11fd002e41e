import type { Resolver } from '../../../../generated/tools/marketplace/cart/view_cart.js';
import { showCart } from '../../../market/cart/show-cart.js';

export const viewCart =
  (app: { readonly publicUrl: () => string }): Resolver =>
  async (_input, ctx) =>
    showCart(await ctx.db(), ctx.context.org, { now: ctx.now(), publicUrl: app.publicUrl() });
