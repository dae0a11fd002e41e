import { checkAmount, currencyOf } from './amounts.js';
import { emit } from './events.js';
import type { Params } from './params.js';
import { findMethod } from './payment-methods.js';
import { findLive, newStripeId, type Stored, save, type Work } from './work.js';

/** What the double keeps of an intent and does nothing with, but for `setup_future_usage`. */
export const KEPT = [
  'description',
  'on_behalf_of',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
] as const;

/** An intent as it is asked for. */
export async function createIntent(work: Work, params: Params): Promise<Stored> {
  const amount = params.requiredInteger('amount');
  const currency = currencyOf(params.required('currency'));
  checkAmount(amount, currency);
  const customer = params.text('customer') || null;
  if (customer !== null) await findLive(work, 'customer', customer, 'customer');
  const method = params.text('payment_method');
  const types = params.texts('allowed_payment_method_types');
  const intent = newIntent(work, {
    amount,
    currency,
    customer,
    payment_method: method ? (await findMethod(work, method, 'payment_method')).id : null,
    automatic_payment_methods: automaticMethods(params),
    capture_method: params.one('capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic_async',
    payment_method_types: types.length > 0 ? types : ['card'],
    ...params.kept(...KEPT),
    metadata: params.metadata(),
  });
  await save(work, intent);
  await emit(work, 'payment_intent.created', intent);
  return intent;
}

/** Of payment and setup intents. */
export function automaticMethods(params: Params): object | null {
  const given = params.inside('automatic_payment_methods');
  if (given === undefined) return null;
  return { allow_redirects: given.text('allow_redirects') ?? 'always', enabled: given.flag('enabled') ?? false };
}

/** An intent as it begins, with these properties. */
export function newIntent(work: Work, properties: { readonly [key: string]: unknown }): Stored {
  const id = newStripeId('pi');
  return {
    id,
    object: 'payment_intent',
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${newStripeId('', 25).slice(1)}`,
    confirmation_method: 'automatic',
    created: work.now,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_data: null,
    transfer_group: null,
    status: properties.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    ...properties,
  };
}
