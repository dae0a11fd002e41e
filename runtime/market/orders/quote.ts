import type { Knex } from 'knex';
import { defaultAddress } from '../billing/addresses.js';
import { taxOf } from '../billing/tax-rates.js';
import { findCoupon } from '../cart/coupons.js';
import { type CartLine, type PricedCart, priceCart } from '../cart/pricing.js';
import { blockersOf } from '../catalogue/purchasable.js';

/** What pieces of packages would cost, were they alone in the cart, and why some of them cannot be bought. */
export interface Quote {
  readonly cart: PricedCart;
  /** By package name, a sentence. */
  readonly refused: ReadonlyMap<string, string>;
}

interface OfferRow {
  readonly id: string;
  readonly vendor_id: string;
  readonly vendor: string;
  readonly composer_name: string;
  readonly title: string;
  readonly cadence: CartLine['cadence'];
  readonly price_minor: number | null;
  readonly currency: string | null;
}

/** Prices pieces by their packages' names; null where the coupon cannot be redeemed. Only reads. */
export async function quotePieces(
  db: Knex,
  organizationId: string,
  pieces: ReadonlyMap<string, number>,
  { couponCode, now }: { readonly couponCode: string | undefined; readonly now: Date },
): Promise<Quote | null> {
  const coupon = couponCode === undefined ? null : await findCoupon(db, { code: couponCode }, now);
  if (coupon === null && couponCode !== undefined) return null;
  const offers: OfferRow[] = await db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .whereIn('p.composer_name', [...pieces.keys()])
    .select('p.*', { vendor: 'v.name' });
  const ids = offers.map(({ id }) => id);
  const blockers = await blockersOf(db, ids, organizationId);
  const refused = new Map<string, string>();
  const lines: CartLine[] = [];
  for (const [name, quantity] of pieces) {
    const offer = offers.find(({ composer_name }) => composer_name === name);
    const currency = lines.find((line) => line.currency !== null)?.currency ?? null;
    const blocker = offer === undefined ? undefined : blockers.get(offer.id);
    if (offer === undefined) refused.set(name, `There is no package ${name}.`);
    else if (blocker !== undefined) refused.set(name, `${name} cannot be bought right now: ${blocker.reason}`);
    else if (currency !== null && offer.currency !== null && offer.currency !== currency) {
      refused.set(name, `${name} is sold in ${offer.currency}, and the others in ${currency}.`);
    } else lines.push(toLine(offer, quantity));
  }
  const address = await defaultAddress(db, organizationId);
  return { cart: priceCart(lines, coupon, await taxOf(db, address?.country ?? null)), refused };
}

function toLine(offer: OfferRow, quantity: number): CartLine {
  return {
    packageId: offer.id,
    vendorId: offer.vendor_id,
    vendor: offer.vendor,
    composerName: offer.composer_name,
    title: offer.title,
    cadence: offer.cadence,
    quantity,
    unitMinor: offer.price_minor ?? 0,
    currency: offer.currency,
  };
}
