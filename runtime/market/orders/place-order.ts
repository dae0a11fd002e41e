import type { Knex } from 'knex';
import {
  type Cart,
  type CartBlocker,
  type CartView,
  cartBlockers,
  emptyCart,
  lockCart,
  type Pieces,
  readCart,
} from '../cart/carts.js';
import { findCoupon } from '../cart/coupons.js';
import type { PricedCart } from '../cart/pricing.js';
import { currencyOf } from '../currencies.js';
import { type WrittenOrder, writeOrder } from './write-order.js';

/** What is bought of whose cart, and how. */
export interface OrderRequest {
  readonly organizationId: string;
  /** In the place of the cart's own coupon. */
  readonly couponCode?: string;
  /** These pieces alone; the rest stays in the cart. */
  readonly only?: readonly Pieces[];
  readonly now: Date;
}

/** Who places the order, of which attempt it is, and what it is to be charged to: null at a hosted page. */
export interface Placing extends OrderRequest {
  readonly customerId: string;
  readonly attempt: string | null;
  readonly paymentMethodId: string | null;
}

/** Why nothing can be ordered. */
export type OrderRefusal =
  | { readonly code: 'EMPTY_CART' | 'COUPON_NOT_FOUND' }
  | { readonly code: 'ORDER_IN_PROGRESS'; readonly orderId: string }
  | { readonly code: 'PACKAGE_BLOCKED'; readonly package: string; readonly blocker: CartBlocker }
  | { readonly code: 'AMOUNT_TOO_SMALL'; readonly leastMinor: number; readonly currency: string };

/** What would be ordered right now, or why nothing can be. Only reads. */
export async function prepareOrder(
  db: Knex,
  request: OrderRequest,
): Promise<{ readonly cart: Cart } | { readonly refusal: OrderRefusal }> {
  const { organizationId, couponCode: code, only, now } = request;
  const coupon = code === undefined ? undefined : await findCoupon(db, { code }, now);
  if (coupon === null) return refuse({ code: 'COUPON_NOT_FOUND' });
  const view: CartView = { ...(only !== undefined && { only }), ...(coupon !== undefined && { coupon }) };
  const cart = await readCart(db, organizationId, now, view);
  if (cart.lines.length === 0) return refuse(await whyEmpty(db, organizationId));
  const [blocked] = await cartBlockers(db, organizationId, cart);
  if (blocked !== undefined) {
    const [packageId, blocker] = blocked;
    const line = [...cart.lines, ...cart.uncounted].find((each) => each.packageId === packageId);
    return refuse({ code: 'PACKAGE_BLOCKED', package: line?.composerName ?? packageId, blocker });
  }
  if (coupon !== undefined && cart.coupon === null) return refuse({ code: 'COUPON_NOT_FOUND' });
  const { leastMinor } = currencyOf(cart.currency);
  if (cart.totalMinor > 0 && cart.totalMinor < leastMinor) {
    return refuse({ code: 'AMOUNT_TOO_SMALL', leastMinor, currency: cart.currency });
  }
  // A coupon is not used up where it takes nothing off.
  return { cart: cart.discountMinor > 0 ? cart : { ...cart, coupon: null } };
}

/**
 * Makes an order of a cart: pending, with its lines as they are today, what each vendor gets, its invoice and its coupon
 * redeemed; what is ordered leaves the cart. All of it in the open transaction and under the cart's lock, so that of two
 * who order the same cart one finds it empty.
 */
export async function openOrder(
  db: Knex,
  placing: Placing,
): Promise<{ readonly order: WrittenOrder; readonly cart: Cart } | { readonly refusal: OrderRefusal }> {
  const { organizationId, now, only } = placing;
  await lockCart(db, organizationId);
  const prepared = await prepareOrder(db, placing);
  if ('refusal' in prepared) return prepared;
  const { cart } = prepared;
  if (cart.coupon !== null && !(await redeem(db, cart.coupon.id, now))) return refuse({ code: 'COUPON_NOT_FOUND' });
  const own: { coupon_id: string | null } = await db('cart')
    .where({ organization_id: organizationId })
    .first('coupon_id');
  const order = await writeOrder(db, {
    ...placing,
    kind: 'purchase',
    paymentMethodId: needsMethod(cart) ? placing.paymentMethodId : null,
    cart,
    cartCouponId: own.coupon_id,
    billingAddress: cart.billingAddress,
  });
  await emptyCart(db, organizationId, only);
  return { order, cart };
}

/** Whether a cart needs somebody who pays: now, or when it renews. */
export function needsMethod({ totalMinor, lines }: PricedCart): boolean {
  return totalMinor > 0 || lines.some(({ cadence, unitMinor }) => cadence !== null && unitMinor > 0);
}

function refuse(refusal: OrderRefusal): { readonly refusal: OrderRefusal } {
  return { refusal };
}

/** Where an order of the organization's is being paid, its cart is empty for that. */
async function whyEmpty(db: Knex, organizationId: string): Promise<OrderRefusal> {
  const pending = await db('customer_order')
    .where({ organization_id: organizationId, status: 'pending', checkout_session_id: null })
    .orderBy('placed_at', 'desc')
    .first('id');
  return pending === undefined ? { code: 'EMPTY_CART' } : { code: 'ORDER_IN_PROGRESS', orderId: pending.id };
}

/** False where somebody else had the last of it. */
async function redeem(db: Knex, couponId: string, now: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { redeemed: boolean }[] }>('select redeem_coupon(?, ?) as redeemed', [
    couponId,
    now,
  ]);
  return rows[0]?.redeemed ?? false;
}
