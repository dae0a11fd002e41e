import { currencyOf } from './amounts.js';
import type { Handler } from './answer.js';
import { emit } from './events.js';
import { setBalance } from './invoice.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { change, find, findLive, newStripeId, type Stored, save, type Work } from './work.js';

const KEPT = ['address', 'description', 'email', 'name', 'phone', 'shipping'] as const;

/** https://docs.stripe.com/api/customers */
export const customers: Readonly<Record<string, Handler>> = {
  async 'POST /v1/customers'(work, params) {
    const clock = params.text('test_clock');
    if (clock) await find(work, 'test_helpers.test_clock', clock, 'test_clock');
    const invoice_settings = await invoiceSettings(work, params, null);
    const customer = await save(work, {
      ...newCustomer(work),
      ...params.kept(...KEPT),
      balance: params.integer('balance') ?? 0,
      invoice_settings,
      metadata: params.metadata(),
      test_clock: clock || null,
    });
    await emit(work, 'customer.created', customer);
    return customer;
  },
  'GET /v1/customers/:id': (work, _, [id = '']) => find(work, 'customer', id),
  async 'POST /v1/customers/:id'(work, params, [id = '']) {
    const before = await findLive(work, 'customer', id);
    const customer = await change(work, before, {
      ...params.kept(...KEPT),
      balance: params.integer('balance') ?? before.balance,
      invoice_settings: await invoiceSettings(work, params, before),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
    await emit(work, 'customer.updated', customer, { invoice_settings: before.invoice_settings });
    return customer;
  },
  async 'DELETE /v1/customers/:id'(work, _, [id = '']) {
    const customer = await findLive(work, 'customer', id);
    await emit(work, 'customer.deleted', customer);
    return save(work, { id, object: 'customer', deleted: true });
  },
  async 'POST /v1/customers/:id/balance_transactions'(work, params, [id = '']) {
    const customer = await findLive(work, 'customer', id);
    const amount = params.requiredInteger('amount');
    const currency = currencyOf(params.required('currency'));
    const ending_balance = Number(customer.balance) + amount;
    await setBalance(work, customer, ending_balance);
    return save(work, {
      id: newStripeId('cbtxn'),
      object: 'customer_balance_transaction',
      amount,
      created: work.now,
      credit_note: null,
      currency,
      customer: id,
      description: null,
      ...params.kept('description'),
      ending_balance,
      invoice: null,
      livemode: false,
      metadata: params.metadata(),
      type: 'adjustment',
    });
  },
  'GET /v1/customers': (work, params) => {
    const email = params.text('email');
    return list(work, params, { kind: 'customer', url: '/v1/customers', having: email ? { email } : {} });
  },
  async 'GET /v1/customers/:id/payment_methods'(work, params, [id = '']) {
    await findLive(work, 'customer', id, 'customer');
    const type = params.text('type');
    const having = { customer: id, ...(type && { type }) };
    return list(work, params, { kind: 'payment_method', url: `/v1/customers/${id}/payment_methods`, having });
  },
  async 'GET /v1/customers/:id/payment_methods/:method'(work, _, [id = '', method = '']) {
    await findLive(work, 'customer', id, 'customer');
    return find(work, 'payment_method', method);
  },
};

/** A customer of whom nothing is known. */
export function newCustomer(work: Work): Stored {
  return {
    id: newStripeId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: work.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_prefix: newStripeId('I', 7).slice(2).toUpperCase(),
    invoice_settings: NO_SETTINGS,
    livemode: false,
    metadata: {},
    name: null,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

const NO_SETTINGS = { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null };

async function invoiceSettings(work: Work, params: Params, before: Stored | null): Promise<object> {
  const settings = before?.invoice_settings ?? NO_SETTINGS;
  const method = params.inside('invoice_settings')?.text('default_payment_method');
  if (method === undefined) return settings;
  const param = 'invoice_settings[default_payment_method]';
  if (method !== '') await find(work, 'payment_method', method, param);
  return { ...settings, default_payment_method: method || null };
}
