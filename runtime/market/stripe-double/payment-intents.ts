import { checkAmount, currencyOf, shownAmount } from './amounts.js';
import type { Handler } from './answer.js';
import { type Confirmation, confirmIntent } from './confirm-intent.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { findMethod } from './payment-methods.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, findLive, newStripeId, type Stored, save, type Work } from './work.js';

const KEPT = [
  'description',
  'on_behalf_of',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
] as const;

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntents: Readonly<Record<string, Handler>> = {
  async 'POST /v1/payment_intents'(work, params) {
    const confirm = params.flag('confirm') ?? false;
    const confirmation = confirmationOf(params, confirm);
    const intent = await createIntent(work, params);
    if (!confirm) return intent;
    if (intent.payment_method === null) throw needsMethod();
    return confirmIntent(work, intent, confirmation);
  },
  'GET /v1/payment_intents/:id'(work, params, [id = '']) {
    params.text('client_secret');
    return find(work, 'payment_intent', id);
  },
  async 'POST /v1/payment_intents/:id'(work, params, [id = '']) {
    const before = await find(work, 'payment_intent', id);
    const amount = params.integer('amount');
    if (amount !== undefined) {
      allow(before, 'requires_payment_method', 'requires_confirmation', 'requires_action');
      checkAmount(amount, String(before.currency));
    }
    const method = params.text('payment_method');
    return change(work, before, {
      ...params.kept(...KEPT),
      ...(amount !== undefined && { amount }),
      ...(method && {
        payment_method: (await findMethod(work, method, 'payment_method')).id,
        status: 'requires_confirmation',
      }),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
  },
  async 'POST /v1/payment_intents/:id/confirm'(work, params, [id = '']) {
    const before = await find(work, 'payment_intent', id);
    const confirmation = confirmationOf(params, true);
    allow(before, 'requires_payment_method', 'requires_confirmation', 'requires_action');
    const given = params.text('payment_method');
    const method = given ? (await findMethod(work, given, 'payment_method')).id : before.payment_method;
    if (typeof method !== 'string') throw needsMethod(before);
    const intent = { ...before, ...params.kept('setup_future_usage', 'receipt_email'), payment_method: method };
    return confirmIntent(work, intent, confirmation);
  },
  async 'POST /v1/payment_intents/:id/capture'(work, params, [id = '']) {
    const before = await find(work, 'payment_intent', id);
    allow(before, 'requires_capture');
    const amount = params.integer('amount_to_capture') ?? Number(before.amount_capturable);
    if (amount > Number(before.amount_capturable)) {
      throw new StripeDoubleError(
        `The amount to capture (${shownAmount(amount, String(before.currency))}) is greater than the capturable amount (${shownAmount(Number(before.amount_capturable), String(before.currency))}).`,
        { code: 'amount_too_large', param: 'amount_to_capture' },
      );
    }
    const charge = await find(work, 'charge', String(before.latest_charge));
    const captured = await change(work, charge, {
      captured: true,
      amount_captured: amount,
      balance_transaction: newStripeId('txn'),
    });
    await emit(work, 'charge.captured', captured);
    const intent = await change(work, before, { status: 'succeeded', amount_capturable: 0, amount_received: amount });
    await emit(work, 'payment_intent.succeeded', intent);
    return intent;
  },
  async 'POST /v1/payment_intents/:id/cancel'(work, params, [id = '']) {
    const before = await find(work, 'payment_intent', id);
    const reason = params.one('cancellation_reason', ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']);
    allow(before, 'requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action');
    const intent = await change(work, before, {
      status: 'canceled',
      canceled_at: work.now,
      cancellation_reason: reason ?? null,
      amount_capturable: 0,
      next_action: null,
    });
    await emit(work, 'payment_intent.canceled', intent);
    return intent;
  },
  'GET /v1/payment_intents': (work, params) => {
    const customer = params.text('customer');
    return list(work, params, {
      kind: 'payment_intent',
      url: '/v1/payment_intents',
      having: customer ? { customer } : {},
    });
  },
};

async function createIntent(work: Work, params: Params): Promise<Stored> {
  const amount = params.requiredInteger('amount');
  const currency = currencyOf(params.required('currency'));
  checkAmount(amount, currency);
  const customer = params.text('customer') || null;
  if (customer !== null) await findLive(work, 'customer', customer, 'customer');
  const method = params.text('payment_method');
  const types = params.texts('allowed_payment_method_types');
  const automatic = params.inside('automatic_payment_methods');
  const intent = newIntent(work, {
    amount,
    currency,
    customer,
    payment_method: method ? (await findMethod(work, method, 'payment_method')).id : null,
    automatic_payment_methods: automatic
      ? { allow_redirects: automatic.text('allow_redirects') ?? 'always', enabled: automatic.flag('enabled') ?? false }
      : null,
    capture_method: params.one('capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic_async',
    payment_method_types: types.length > 0 ? types : ['card'],
    ...params.kept(...KEPT),
    metadata: params.metadata(),
  });
  await save(work, intent);
  await emit(work, 'payment_intent.created', intent);
  return intent;
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

function confirmationOf(params: Params, confirms: boolean): Confirmation {
  const offSession = params.text('off_session');
  if (offSession !== undefined && !confirms) {
    throw new StripeDoubleError(
      'The parameter `off_session` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.',
      { param: 'off_session' },
    );
  }
  return {
    offSession: !['false', '', undefined].includes(offSession),
    returnUrl: params.text('return_url') || null,
    errorOnAction: params.flag('error_on_requires_action') ?? false,
  };
}

function allow(intent: Stored, ...statuses: readonly string[]): void {
  if (statuses.includes(String(intent.status))) return;
  throw new StripeDoubleError(
    `You cannot perform this action on PaymentIntent ${intent.id} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may take it: ${statuses.join(', ')}.`,
    { code: 'payment_intent_unexpected_state', payment_intent: intent },
  );
}

function needsMethod(intent?: Stored): StripeDoubleError {
  return new StripeDoubleError(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: 'payment_intent_unexpected_state', ...(intent && { payment_intent: intent }) },
  );
}
