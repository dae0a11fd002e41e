import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/cart/add_to_cart.js';
import { addPieces } from '../../../market/cart/fill-cart.js';
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
    switch (refusal?.code) {
      case undefined:
        return showCart(db, org, { now: ctx.now(), publicUrl: app.publicUrl() });
      case 'PACKAGE_NOT_FOUND':
        return failure('PACKAGE_NOT_FOUND');
      case 'NOT_PURCHASABLE':
        return failure('NOT_PURCHASABLE', { blocker: refusal.blocker.code, reason: refusal.blocker.reason });
      case 'CART_FULL':
        return failure('CART_FULL', { reason: refusal.reason });
    }
  };
