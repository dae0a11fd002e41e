import type { Resolver } from '../../../../generated/tools/marketplace/cart/add_to_cart.js';
import { addPieces } from '../../../market/cart/fill-cart.js';
import { refusedAddition } from '../../../market/cart/refused-addition.js';
import { showCart } from '../../../market/cart/show-cart.js';

export const addToCart =
  (app: { readonly publicUrl: () => string }): Resolver =>
  async (input, ctx) => {
    const db = await ctx.db();
    const { org } = ctx.context;
    const refusal = await addPieces(db, {
      organizationId: org,
      customerId: ctx.principal.id,
      packageName: input.package,
      quantity: input.quantity,
      now: ctx.now(),
    });
    if (refusal !== null) return refusedAddition(refusal);
    return showCart(db, org, { now: ctx.now(), publicUrl: app.publicUrl() });
  };
