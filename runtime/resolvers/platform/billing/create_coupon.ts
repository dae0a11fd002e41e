import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/platform/billing/create_coupon.js';
import { columnsOf, refusedTerms } from '../../../market/coupons/coupon-terms.js';
import { newId } from '../../../market/ids.js';

export const createCoupon = (): Resolver => async (input, ctx) => {
  const { code, name, type, value, duration, max_uses = null, valid_until = null } = input;
  const terms = {
    ...{ code, type, value, duration },
    durationInMonths: input.duration_in_months ?? null,
    validUntil: valid_until,
  };
  const refusal = refusedTerms(terms, ctx.now());
  if (refusal !== null) return failure(refusal);
  const columns = columnsOf(terms);
  const id = newId('cpn');
  const made = await ctx.asSystem('A coupon belongs to no organization.', (db) =>
    db('coupon')
      .insert({ id, name, max_redemptions: max_uses, created_at: ctx.now(), ...columns })
      .onConflict(db.raw('(upper(code))'))
      .ignore()
      .returning('id'),
  );
  if (made.length === 0) return failure('DUPLICATE_COUPON_CODE');
  const months = columns.duration_in_months;
  return {
    success: true,
    coupon: {
      ...{ id, code, name, type, value, duration },
      ...(months !== null && { duration_in_months: months }),
      ...{ max_uses, valid_until, is_active: true },
    },
  };
};
