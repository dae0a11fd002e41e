import { currencyOf } from './amounts.js';
import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { createProduct } from './products.js';
import { change, find, findAll, newStripeId, refuse, type Stored, save, type Work } from './work.js';

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

type Interval = (typeof INTERVALS)[number];

interface Recurring {
  readonly interval: Interval;
  readonly interval_count: number;
  readonly meter: null;
  readonly trial_period_days: null;
  readonly usage_type: 'licensed';
}

export interface Price extends Stored {
  readonly currency: string;
  readonly unit_amount: number;
  readonly product: string;
  readonly recurring: Recurring | null;
  readonly [key: string]: unknown;
}

/** https://docs.stripe.com/api/prices */
export const prices: Readonly<Record<string, Handler>> = {
  async 'POST /v1/prices'(work, params) {
    const price = await createPrice(work, params, params.inside('product_data'));
    await emit(work, 'price.created', price);
    return price;
  },
  'GET /v1/prices/:id': (work, _, [id = '']) => find(work, 'price', id),
  async 'POST /v1/prices/:id'(work, params, [id = '']) {
    const before = await find(work, 'price', id);
    const active = params.flag('active');
    return change(work, before, {
      ...params.kept('nickname'),
      ...(await lookupKeyOf(work, params, id)),
      ...(active !== undefined && { active }),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
  },
  'GET /v1/prices': (work, params) => {
    const [product, active, keys] = [params.text('product'), params.flag('active'), params.texts('lookup_keys')];
    const having = { ...(product && { product }), ...(active !== undefined && { active }) };
    const anyOf = keys.length > 0 ? { lookup_key: keys } : {};
    return list(work, params, { kind: 'price', url: '/v1/prices', having, anyOf });
  },
};

/** From `price_data`, or from the parameters of a price. */
export async function createPrice(work: Work, params: Params, productData?: Params): Promise<Price> {
  const currency = currencyOf(params.required('currency'), params.name('currency'));
  const unit_amount = params.requiredInteger('unit_amount');
  if (unit_amount < 0) refuse('Invalid non-negative integer', 'parameter_invalid_integer', params.name('unit_amount'));
  const product = productData ? (await createProduct(work, productData)).id : params.required('product');
  if (!productData) await find(work, 'product', product, params.name('product'));
  const repeated = params.inside('recurring');
  const interval = repeated?.one('interval', INTERVALS) ?? repeated?.required('interval');
  return save<Price>(work, {
    ...newPrice(work, {
      currency,
      product,
      unit_amount,
      interval: (interval as Interval | undefined) ?? null,
      count: repeated?.integer('interval_count') ?? 1,
    }),
    ...params.kept('nickname', 'tax_behavior'),
    ...(await lookupKeyOf(work, params, null)),
    metadata: params.metadata(),
  });
}

/** A key is of one price alone: another's is refused, or taken over where that is asked for. */
async function lookupKeyOf(work: Work, params: Params, own: string | null): Promise<{ lookup_key?: string | null }> {
  const lookup_key = params.text('lookup_key');
  const transferred = params.flag('transfer_lookup_key');
  if (lookup_key === undefined) return {};
  if (lookup_key === '') return { lookup_key: null };
  const holder = (await findAll(work, 'price', { lookup_key })).find(({ id }) => id !== own);
  if (holder !== undefined && transferred !== true) {
    refuse(
      `A price (\`${holder.id}\`) already uses that lookup key.`,
      'resource_already_exists',
      params.name('lookup_key'),
    );
  }
  if (holder !== undefined) await change(work, holder, { lookup_key: null });
  return { lookup_key };
}

/** A price as it begins; one without an interval is paid once. */
export function newPrice(
  work: Work,
  {
    currency,
    product,
    unit_amount,
    interval,
    count = 1,
  }: {
    readonly currency: string;
    readonly product: string;
    readonly unit_amount: number;
    readonly interval: Interval | null;
    readonly count?: number;
  },
): Price {
  return {
    id: newStripeId('price'),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: work.now,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring:
      interval === null
        ? null
        : { interval, interval_count: count, meter: null, trial_period_days: null, usage_type: 'licensed' },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: interval === null ? 'one_time' : 'recurring',
    unit_amount,
    unit_amount_decimal: String(unit_amount),
  };
}

/** A price by its id or by its data. */
export async function priceOf(work: Work, params: Params): Promise<Price> {
  const data = params.inside('price_data');
  if (data) return createPrice(work, data, data.inside('product_data'));
  return find<Price>(work, 'price', params.required('price'), params.name('price'));
}

/** When a period that began with `anchor` and has been renewed `times` over ends, in seconds. */
export function periodEnd(anchor: number, { recurring }: Price, times: number): number {
  const { interval, interval_count: count } = recurring ?? { interval: 'month' as const, interval_count: 1 };
  const days = { day: 1, week: 7 }[interval as 'day'];
  if (days !== undefined) return anchor + days * 86_400 * count * times;
  return addMonths(anchor, (interval === 'year' ? 12 : 1) * count * times);
}

/** So many months later, in seconds: the 31st becomes the last of a shorter month, and is the 31st again in the next. */
export function addMonths(start: number, months: number): number {
  const from = new Date(start * 1000);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), last));
  return to.getTime() / 1000;
}
