import type { Knex } from 'knex';
import type { Cart } from '../cart/carts.js';
import { addPieces, type Refusal } from '../cart/fill-cart.js';
import { findPieces, heldPieces } from '../cart/pieces.js';
import { type OrderRefusal, prepareOrder } from './place-order.js';

/** What is to be bought for whom: so many pieces of each package, by its name. */
export interface Purchase {
  readonly organizationId: string;
  readonly customerId: string;
  readonly pieces: ReadonlyMap<string, number>;
  readonly couponCode: string | undefined;
  readonly now: Date;
}

/** What a purchase would come to. `order`: null where no package is left to be ordered. */
export interface Rehearsal {
  /** By package name. */
  readonly refused: ReadonlyMap<string, Refusal>;
  readonly order: { readonly cart: Cart } | { readonly refusal: OrderRefusal } | null;
}

/**
 * Fills the cart up to what is bought and looks at the order of these pieces, as the purchase does: the cart's own coupon
 * and currency count for them too. In the transaction of a dry run, with which it is undone.
 */
export async function rehearsePurchase(db: Knex, purchase: Purchase): Promise<Rehearsal> {
  const { organizationId, customerId, pieces, couponCode, now } = purchase;
  const refused = new Map<string, Refusal>();
  const items: { package: string; quantity: number }[] = [];
  const held = await heldPieces(db, organizationId);
  for (const [name, quantity] of pieces) {
    const more = quantity - (held.get(name)?.quantity ?? 0);
    const addition = { organizationId, customerId, packageName: name, quantity: more, now };
    const refusal = more > 0 ? await addPieces(db, addition) : null;
    if (refusal !== null) refused.set(name, refusal);
    else items.push({ package: name, quantity });
  }
  if (items.length === 0) return { refused, order: null };
  const only = await findPieces(db, organizationId, items);
  if ('missing' in only) throw new Error(`The cart has been filled and lacks ${only.missing}.`);
  return {
    refused,
    order: await prepareOrder(db, { organizationId, only, now, ...(couponCode !== undefined && { couponCode }) }),
  };
}
