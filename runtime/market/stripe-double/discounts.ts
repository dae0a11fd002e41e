import type { Params } from './params.js';
import { addMonths } from './prices.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, findLive, newStripeId, refuse, type Stored, save, type Work } from './work.js';

export interface Coupon extends Stored {
  readonly amount_off: number | null;
  readonly percent_off: number | null;
  readonly currency: string | null;
  readonly duration: 'forever' | 'once' | 'repeating';
  readonly duration_in_months: number | null;
  readonly max_redemptions: number | null;
  readonly redeem_by: number | null;
  readonly times_redeemed: number;
  readonly [key: string]: unknown;
}

export interface Discount extends Stored {
  readonly source: { readonly coupon: string; readonly type: 'coupon' };
  /** Invoices from here on have it no more; null where it does not end by itself. */
  readonly end: number | null;
  readonly [key: string]: unknown;
}

/** Whether a coupon can be redeemed still. */
export function isValid({ max_redemptions, redeem_by, times_redeemed }: Coupon, now: number): boolean {
  return (max_redemptions === null || times_redeemed < max_redemptions) && (redeem_by === null || now < redeem_by);
}

/** The ids of the discounts that `discounts[]` makes for a subscription; undefined where it is not given. */
export async function discountsOf(
  work: Work,
  params: Params,
  { id, customer, currency }: { readonly id: string; readonly customer: string; readonly currency: string },
): Promise<readonly string[] | undefined> {
  if (!params.has('discounts')) return undefined;
  const ids: string[] = [];
  for (const each of params.each('discounts')) {
    const kept = each.text('discount');
    if (kept) {
      ids.push((await find(work, 'discount', kept, each.name('discount'))).id);
      continue;
    }
    const coupon = (await findLive(work, 'coupon', each.required('coupon'), each.name('coupon'))) as Coupon;
    if (coupon.currency !== null && coupon.currency !== currency) {
      refuse(
        `The coupon \`${coupon.id}\` cannot be applied: its currency is ${coupon.currency}, not ${currency}.`,
        undefined,
        each.name('coupon'),
      );
    }
    ids.push((await redeem(work, coupon, { subscription: id, customer })).id);
  }
  return ids;
}

async function redeem(work: Work, coupon: Coupon, of: { subscription: string; customer: string }): Promise<Discount> {
  if (!isValid(coupon, work.now)) {
    throw new StripeDoubleError(`Coupon expired: ${coupon.id}`, { code: 'coupon_expired', param: 'discounts' });
  }
  const times_redeemed = coupon.times_redeemed + 1;
  await change(work, coupon, { times_redeemed, valid: isValid({ ...coupon, times_redeemed }, work.now) });
  return save<Discount>(work, {
    id: newStripeId('di'),
    object: 'discount',
    checkout_session: null,
    customer: of.customer,
    customer_account: null,
    end: endOf(work.now, coupon),
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: work.now,
    subscription: of.subscription,
    subscription_item: null,
  });
}

/** Months are counted by the calendar from the redemption on, whatever is invoiced in them. */
function endOf(start: number, { duration, duration_in_months: months }: Coupon): number | null {
  if (duration !== 'repeating' || months === null) return null;
  return addMonths(start, months);
}

/** What an invoice has taken off: a discount with the coupon that it came from. */
export interface Applied {
  readonly discount: Discount;
  readonly coupon: Coupon;
}

/** Those of a subscription's discounts that have not ended. */
export async function liveDiscounts(work: Work, ids: readonly string[]): Promise<readonly Applied[]> {
  const live: Applied[] = [];
  for (const id of ids) {
    const discount = await find<Discount>(work, 'discount', id);
    if (discount.end !== null && discount.end <= work.now) continue;
    live.push({ discount, coupon: await find<Coupon>(work, 'coupon', discount.source.coupon) });
  }
  return live;
}
