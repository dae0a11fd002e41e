import type { Knex } from 'knex';
import type { Coupon } from './pricing.js';

export interface CouponRow {
  readonly id: string;
  readonly code: string;
  readonly percent_off: number | null;
  readonly amount_off_minor: number | null;
  readonly currency: string | null;
}

/** The coupon of an id or of a code, whatever its case, that can be redeemed right now; null where there is none. */
export async function findCoupon(
  db: Knex,
  by: { readonly id: string } | { readonly code: string },
  now: Date,
): Promise<Coupon | null> {
  const row: CouponRow | undefined = await db('coupon')
    .modify((query) => {
      if ('id' in by) query.where('id', by.id);
      else query.whereRaw('upper(code) = upper(?)', [by.code]);
    })
    .where({ is_active: true })
    .where((either) => either.whereNull('expires_at').orWhere('expires_at', '>', now))
    .where((either) => either.whereNull('max_redemptions').orWhere('redemptions', '<', db.ref('max_redemptions')))
    .first();
  return row === undefined ? null : toCoupon(row);
}

export function toCoupon({ id, code, percent_off, amount_off_minor, currency }: CouponRow): Coupon {
  return { id, code, percentOff: percent_off, amountOffMinor: amount_off_minor, currency };
}
