import { currencyOf } from './amounts.js';
import type { Handler } from './answer.js';
import { type Coupon, isValid } from './discounts.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { change, find, findLive, newStripeId, refuse, save, type Work } from './work.js';

const DURATIONS = ['forever', 'once', 'repeating'] as const;

/** https://docs.stripe.com/api/coupons; what they take off is in `invoice-amounts.ts`. */
export const coupons: Readonly<Record<string, Handler>> = {
  async 'POST /v1/coupons'(work, params) {
    const id = params.text('id') || newStripeId('', 8).slice(1);
    const known = await find(work, 'coupon', id).catch(() => null);
    if (known !== null && known.deleted !== true) refuse('Coupon already exists.', 'resource_already_exists', 'id');
    const coupon = { ...newCoupon(work, id), ...offOf(params), ...durationOf(params) };
    const bounds = { max_redemptions: atLeastOne(params, 'max_redemptions'), redeem_by: redeemBy(work, params) };
    return save<Coupon>(work, { ...coupon, ...params.kept('name'), ...bounds, metadata: params.metadata() });
  },
  'GET /v1/coupons/:id': async (work, _, [id = '']) => asItStands(work, await findLive(work, 'coupon', id)),
  async 'POST /v1/coupons/:id'(work, params, [id = '']) {
    const before = await findLive(work, 'coupon', id);
    const metadata = params.metadata(before.metadata as Record<string, string>);
    return asItStands(work, await change(work, before, { ...params.kept('name'), metadata }));
  },
  async 'DELETE /v1/coupons/:id'(work, _, [id = '']) {
    // Who has redeemed it keeps what it takes off.
    await change(work, await findLive(work, 'coupon', id), { deleted: true });
    return { id, object: 'coupon', deleted: true };
  },
  async 'GET /v1/coupons'(work, params) {
    const page = await list(work, params, { kind: 'coupon', url: '/v1/coupons' });
    return { ...page, data: page.data.map((coupon) => asItStands(work, coupon as Coupon)) };
  },
};

const asItStands = (work: Work, coupon: object) => ({ ...coupon, valid: isValid(coupon as Coupon, work.now) });

function newCoupon(work: Work, id: string): Coupon {
  return {
    id,
    object: 'coupon',
    amount_off: null,
    created: work.now,
    currency: null,
    duration: 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    name: null,
    percent_off: null,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  };
}

function offOf(params: Params): Partial<Coupon> {
  const percent = params.text('percent_off');
  const amount_off = atLeastOne(params, 'amount_off');
  const currency = params.text('currency');
  if ((percent === undefined) === (amount_off === null)) {
    refuse('You must pass either `percent_off` or `amount_off`, and not both.', 'parameter_missing', 'percent_off');
  }
  if (amount_off !== null) return { amount_off, currency: currencyOf(currency ?? params.required('currency')) };
  const percent_off = Number(percent);
  if (percent_off > 0 && percent_off <= 100) return { percent_off };
  return refuse('Invalid decimal: `percent_off` must be more than 0 and at most 100.', undefined, 'percent_off');
}

function durationOf(params: Params): Partial<Coupon> {
  const duration = params.one('duration', DURATIONS) ?? 'once';
  const duration_in_months = atLeastOne(params, 'duration_in_months');
  if (duration === 'repeating' && duration_in_months === null) {
    refuse('You must pass `duration_in_months` where `duration` is `repeating`.', undefined, 'duration_in_months');
  }
  if (duration !== 'repeating' && duration_in_months !== null) {
    refuse('You can pass `duration_in_months` only where `duration` is `repeating`.', undefined, 'duration_in_months');
  }
  return { duration, duration_in_months };
}

function redeemBy(work: Work, params: Params): number | null {
  const moment = params.integer('redeem_by') ?? null;
  if (moment !== null && moment <= work.now) refuse('`redeem_by` must be in the future.', undefined, 'redeem_by');
  return moment;
}

function atLeastOne(params: Params, name: string): number | null {
  const value = params.integer(name) ?? null;
  if (value !== null && value < 1) {
    refuse('This value must be greater than or equal to 1.', 'parameter_invalid_integer', name);
  }
  return value;
}
