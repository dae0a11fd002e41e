import type { Knex } from 'knex';
import { type BillingAddress, defaultAddress } from '../billing/addresses.js';
import { taxOf } from '../billing/tax-rates.js';
import { type BlockerCode, blockersOf } from '../catalogue/purchasable.js';
import { findCoupon } from './coupons.js';
import { type CartLine, type Coupon, type PricedCart, priceCart } from './pricing.js';

/** A cart at today's prices, and the address it would be billed to. */
export interface Cart extends PricedCart {
  readonly billingAddress: BillingAddress | null;
  /** What has since been priced in another currency than the rest: it counts for nothing and stands in the way. */
  readonly uncounted: readonly CartLine[];
}

/** So many pieces of a package. */
export interface Pieces {
  readonly packageId: string;
  readonly quantity: number;
}

/** Of a package in a cart. */
export interface CartBlocker {
  readonly code: BlockerCode | 'other_currency';
  readonly reason: string;
}

export interface CartView {
  /** These pieces alone, as if nothing else were in it. What the cart does not hold is left out. */
  readonly only?: readonly Pieces[];
  /** In the place of the cart's own. */
  readonly coupon?: Coupon;
}

interface LineRow {
  readonly package_id: string;
  readonly vendor_id: string;
  readonly vendor: string;
  readonly composer_name: string;
  readonly title: string;
  readonly cadence: CartLine['cadence'];
  readonly quantity: number;
  readonly price_minor: number | null;
  readonly currency: string | null;
}

/** The organization's cart in the order in which it was filled; one that nothing was ever put into is empty. */
export async function readCart(db: Knex, organizationId: string, now: Date, view: CartView = {}): Promise<Cart> {
  const billingAddress = await defaultAddress(db, organizationId);
  const tax = await taxOf(db, billingAddress?.country ?? null);
  const coupon = view.coupon ?? (await couponOf(db, organizationId, now));
  const lines = limit(await linesOf(db, organizationId), view.only);
  const currency = lines.find((line) => line.currency !== null)?.currency ?? null;
  const isCounted = (line: CartLine) => line.currency === null || line.currency === currency;
  return {
    ...priceCart(lines.filter(isCounted), coupon, tax),
    billingAddress,
    uncounted: lines.filter((line) => !isCounted(line)),
  };
}

async function linesOf(db: Knex, organizationId: string): Promise<readonly CartLine[]> {
  const rows: LineRow[] = await db({ l: 'cart_line' })
    .join({ p: 'package' }, 'p.id', 'l.package_id')
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .where('l.organization_id', organizationId)
    .orderBy(['l.added_at', 'l.package_id'])
    .select('l.package_id', 'l.quantity', 'p.*', { vendor: 'v.name' });
  return rows.map((row) => ({
    packageId: row.package_id,
    vendorId: row.vendor_id,
    vendor: row.vendor,
    composerName: row.composer_name,
    title: row.title,
    cadence: row.cadence,
    quantity: row.quantity,
    unitMinor: row.price_minor ?? 0,
    currency: row.currency,
  }));
}

/** Lets changes and purchases of one cart follow one another until the transaction ends. Makes the cart where it is none. */
export async function lockCart(db: Knex, organizationId: string): Promise<void> {
  await db('cart').insert({ organization_id: organizationId }).onConflict('organization_id').ignore();
  await db('cart').where({ organization_id: organizationId }).forUpdate().first('organization_id');
}

/** Takes everything out, and the coupon; with `only`, these pieces alone, and the coupon stays with the rest. */
export async function emptyCart(db: Knex, organizationId: string, only?: readonly Pieces[]): Promise<void> {
  const lines = () => db('cart_line').where({ organization_id: organizationId });
  if (only === undefined) await lines().delete();
  for (const { packageId, quantity } of only ?? []) {
    const line = () => lines().andWhere({ package_id: packageId });
    await line().andWhere('quantity', '<=', quantity).delete();
    await line().andWhere('quantity', '>', quantity).decrement('quantity', quantity);
  }
  const left = await lines().first('package_id');
  if (left === undefined) await db('cart').where({ organization_id: organizationId }).update({ coupon_id: null });
}

async function couponOf(db: Knex, organizationId: string, now: Date): Promise<Coupon | null> {
  const cart: { coupon_id: string | null } | undefined = await db('cart')
    .where({ organization_id: organizationId })
    .first('coupon_id');
  return cart?.coupon_id ? findCoupon(db, { id: cart.coupon_id }, now) : null;
}

function limit(lines: readonly CartLine[], only: readonly Pieces[] | undefined): readonly CartLine[] {
  if (only === undefined) return lines;
  return lines.flatMap((line) => {
    const wanted = only.find(({ packageId }) => packageId === line.packageId);
    return wanted === undefined ? [] : [{ ...line, quantity: Math.min(line.quantity, wanted.quantity) }];
  });
}

/** Why it cannot be bought as it is, by package; empty where nothing stands in the way. */
export async function cartBlockers(
  db: Knex,
  organizationId: string,
  cart: Cart,
): Promise<ReadonlyMap<string, CartBlocker>> {
  const ids = [...cart.lines, ...cart.uncounted].map(({ packageId }) => packageId);
  const blockers = new Map<string, CartBlocker>(await blockersOf(db, ids, organizationId));
  for (const { packageId, currency } of cart.uncounted) {
    const reason = `It is sold in ${currency} now, and the cart is in ${cart.currency}. Remove it and buy it by itself.`;
    if (!blockers.has(packageId)) blockers.set(packageId, { code: 'other_currency', reason });
  }
  return blockers;
}
