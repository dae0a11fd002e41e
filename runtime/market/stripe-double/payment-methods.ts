import { createHash } from 'node:crypto';
import type { Handler } from './answer.js';
import { type Card, type DeclineCode, declines, magicCard } from './cards.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, findLive, newStripeId, refuse, type Stored, save, type Work } from './work.js';

/** A card as the double keeps it: how it behaves is its own knowledge. */
export interface PaymentMethod extends Stored {
  readonly customer: string | null;
  readonly _decline: DeclineCode | null;
  readonly _attaches: boolean;
  readonly _authentication: Card['authentication'];
  readonly [key: string]: unknown;
}

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethods: Readonly<Record<string, Handler>> = {
  async 'POST /v1/payment_methods'(work, params) {
    if (params.one('type', ['card']) === undefined) params.required('type');
    const given = params.inside('card');
    if (given?.text('number') !== undefined) {
      throw new StripeDoubleError(
        'Sending credit card numbers directly to the Stripe API is generally unsafe. To continue processing use Stripe.js, the Stripe mobile bindings, or Stripe Elements.',
        { status: 402, type: 'card_error' },
      );
    }
    const token = given?.text('token') ?? '';
    const card = magicCard(token);
    if (card === undefined)
      throw new StripeDoubleError(`No such token: '${token}'`, { code: 'resource_missing', param: 'card[token]' });
    return createMethod(work, card, params);
  },
  'GET /v1/payment_methods/:id': (work, _, [id = '']) => findMethod(work, id),
  async 'POST /v1/payment_methods/:id'(work, params, [id = '']) {
    const before = await find(work, 'payment_method', id);
    if (before.customer === null) {
      refuse(
        'You must save this PaymentMethod to a customer before you can update it.',
        'payment_method_unexpected_state',
      );
    }
    const card = params.inside('card')?.kept('exp_month', 'exp_year') ?? {};
    const numbers = Object.fromEntries(Object.entries(card).map(([key, value]) => [key, Number(value)]));
    const method = await change(work, before, {
      ...billing(before, params),
      card: { ...(before.card as object), ...numbers },
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
    await emit(work, 'payment_method.updated', method, { card: before.card });
    return method;
  },
  async 'POST /v1/payment_methods/:id/attach'(work, params, [id = '']) {
    const customer = await findLive(work, 'customer', params.required('customer'), 'customer');
    return attach(work, await findMethod(work, id), customer.id);
  },
  async 'POST /v1/payment_methods/:id/detach'(work, _, [id = '']) {
    const before = await findMethod(work, id);
    if (before.customer === null) {
      refuse('The payment method you provided is not attached to a customer so detachment is impossible.');
    }
    const customer = await find(work, 'customer', before.customer ?? '');
    const settings = customer.invoice_settings as { default_payment_method: string | null } | undefined;
    if (settings?.default_payment_method === id) {
      await change(work, customer, { invoice_settings: { ...settings, default_payment_method: null } });
    }
    const method = await change(work, before, { customer: null, _used: true });
    await emit(work, 'payment_method.detached', method, { customer: before.customer });
    return method;
  },
  async 'GET /v1/payment_methods'(work, params) {
    const [customer, type] = [params.text('customer'), params.text('type')];
    const having = { ...(customer && { customer }), ...(type && { type }) };
    return list(work, params, { kind: 'payment_method', url: '/v1/payment_methods', having });
  },
};

/** A card that is attached to nobody yet. */
export function createMethod(work: Work, card: Card, params?: Params): Promise<PaymentMethod> {
  return save(work, newMethod(work, card, params));
}

export function newMethod(work: Work, card: Card, params?: Params): PaymentMethod {
  const moment = new Date(work.now * 1000);
  return {
    id: newStripeId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    ...billing(null, params),
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: card.brand,
      exp_month: 12,
      exp_year: moment.getUTCFullYear() + 4,
      fingerprint: createHash('sha256').update(card.number).digest('base64url').replace(/\W|_/g, '').slice(0, 16),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: work.now,
    customer: null,
    livemode: false,
    metadata: params?.metadata() ?? {},
    type: 'card',
    _decline: card.decline,
    _attaches: card.attaches,
    _authentication: card.authentication,
  };
}

/** A saved one by its id, or a fresh one by a magic name. */
export async function findMethod(work: Work, id: string, param?: string): Promise<PaymentMethod> {
  const magic = magicCard(id);
  if (magic !== undefined) return createMethod(work, magic);
  return find<PaymentMethod>(work, 'payment_method', id, param);
}

/** Saves a card with a customer. The bank is asked whether it is good: 402 where it is not. */
export async function attach(work: Work, method: PaymentMethod, customer: string): Promise<PaymentMethod> {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    refuse(
      'The payment method you provided has already been attached to a customer.',
      'payment_method_unexpected_state',
    );
  }
  if (method._used === true) {
    refuse(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
      'payment_method_unexpected_state',
    );
  }
  if (method._decline !== null && !method._attaches) {
    throw new StripeDoubleError(declines[method._decline].message, {
      status: 402,
      type: 'card_error',
      code: declines[method._decline].code,
      decline_code: declines[method._decline].decline_code,
    });
  }
  const attached = (await change(work, method, { customer })) as PaymentMethod;
  await emit(work, 'payment_method.attached', attached);
  return attached;
}

const NOBODY = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

function billing(before: Stored | null, params?: Params): object {
  const given = params?.inside('billing_details')?.kept('address', 'email', 'name', 'phone') ?? {};
  return { billing_details: { ...NOBODY, ...(before?.billing_details ?? {}), ...given } };
}
