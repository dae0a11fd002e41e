import type { Handler } from './answer.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { change, find, newStripeId, refuse, type Stored, save, type Work } from './work.js';

export interface TaxRate extends Stored {
  readonly percentage: number;
  readonly active: boolean;
  readonly [key: string]: unknown;
}

const KEPT = ['country', 'description', 'jurisdiction', 'state', 'tax_type'] as const;

/** https://docs.stripe.com/api/tax_rates; those that are added to a price alone. */
export const taxRates: Readonly<Record<string, Handler>> = {
  async 'POST /v1/tax_rates'(work, params) {
    const percentage = percentageOf(params);
    if (params.flag('inclusive') ?? params.required('inclusive')) {
      refuse('The Stripe double knows exclusive tax rates alone.', undefined, 'inclusive');
    }
    return save<TaxRate>(work, {
      id: newStripeId('txr'),
      object: 'tax_rate',
      active: params.flag('active') ?? true,
      country: null,
      created: work.now,
      description: null,
      display_name: params.required('display_name'),
      effective_percentage: null,
      flat_amount: null,
      inclusive: false,
      jurisdiction: null,
      jurisdiction_level: null,
      livemode: false,
      percentage,
      rate_type: 'percentage',
      state: null,
      tax_type: null,
      ...params.kept(...KEPT),
      metadata: params.metadata(),
    });
  },
  'GET /v1/tax_rates/:id': (work, _, [id = '']) => find(work, 'tax_rate', id),
  async 'POST /v1/tax_rates/:id'(work, params, [id = '']) {
    const before = await find(work, 'tax_rate', id);
    const active = params.flag('active');
    return change(work, before, {
      ...params.kept(...KEPT),
      ...(active !== undefined && { active }),
      display_name: params.text('display_name') ?? before.display_name,
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
  },
  'GET /v1/tax_rates': (work, params) => {
    const [active, inclusive] = [params.flag('active'), params.flag('inclusive')];
    const having = { ...(active !== undefined && { active }), ...(inclusive !== undefined && { inclusive }) };
    return list(work, params, { kind: 'tax_rate', url: '/v1/tax_rates', having });
  },
};

/** Those that a parameter names by their ids; undefined where it is not given, none where it is empty. */
export async function taxRatesOf(work: Work, params: Params, name: string): Promise<readonly TaxRate[] | undefined> {
  if (!params.has(name)) return undefined;
  const rates: TaxRate[] = [];
  for (const [index, id] of params.texts(name).entries()) {
    const param = `${params.name(name)}[${index}]`;
    const rate = await find<TaxRate>(work, 'tax_rate', id, param);
    if (!rate.active) refuse(`The tax rate ${id} is archived and cannot be used.`, undefined, param);
    rates.push(rate);
  }
  return rates;
}

function percentageOf(params: Params): number {
  const text = params.required('percentage');
  if (/^\d{1,3}(\.\d{1,4})?$/.test(text) && Number(text) <= 100) return Number(text);
  return refuse(
    'Invalid decimal: `percentage` must be from 0 to 100, with at most 4 decimal places.',
    undefined,
    'percentage',
  );
}
