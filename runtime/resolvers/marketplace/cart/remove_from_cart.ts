import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/cart/remove_from_cart.js';
import { takePieces } from '../../../market/cart/fill-cart.js';
import { showCart } from '../../../market/cart/show-cart.js';

export const removeFromCart =
  (app: { readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { org } = ctx.context;
    const left = await takePieces(db, org, { packageName: input.package, quantity: input.quantity });
    if (left === null) return failure('NOT_IN_CART');
    return showCart(db, org, { now: ctx.now(), publicUrl: app.publicUrl() });
  };
