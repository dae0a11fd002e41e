import { checkAmount, shownAmount } from './amounts.js';
import type { Handler } from './answer.js';
import { type Confirmation, confirmIntent } from './confirm-intent.js';
import { emit } from './events.js';
import { createIntent, KEPT } from './intent.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { findMethod } from './payment-methods.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, newStripeId, type Stored } from './work.js';

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
