import type { Handler } from './answer.js';
import { declines } from './cards.js';
import { emit } from './events.js';
import { automaticMethods } from './intent.js';
import { list } from './list.js';
import { attach, findMethod, type PaymentMethod } from './payment-methods.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, findLive, newStripeId, refuse, type Stored, save, type Work } from './work.js';

/** https://docs.stripe.com/api/setup_intents */
export const setupIntents: Readonly<Record<string, Handler>> = {
  async 'POST /v1/setup_intents'(work, params) {
    const customer = params.text('customer') || null;
    if (customer !== null) await findLive(work, 'customer', customer, 'customer');
    const method = params.text('payment_method');
    const confirm = params.flag('confirm') ?? false;
    const returnUrl = params.text('return_url') || null;
    const intent = await createSetup(work, {
      customer,
      automatic_payment_methods: automaticMethods(params),
      payment_method: method ? (await findMethod(work, method, 'payment_method')).id : null,
      usage: params.one('usage', ['off_session', 'on_session']) ?? 'off_session',
      ...params.kept('description'),
      metadata: params.metadata(),
    });
    params.texts('allowed_payment_method_types');
    return confirm ? confirmSetup(work, intent, returnUrl) : intent;
  },
  'GET /v1/setup_intents/:id': (work, _, [id = '']) => find(work, 'setup_intent', id),
  async 'POST /v1/setup_intents/:id/confirm'(work, params, [id = '']) {
    const before = await find(work, 'setup_intent', id);
    const given = params.text('payment_method');
    const payment_method = given ? (await findMethod(work, given, 'payment_method')).id : before.payment_method;
    return confirmSetup(work, { ...before, payment_method }, params.text('return_url') || null);
  },
  async 'POST /v1/setup_intents/:id/cancel'(work, params, [id = '']) {
    const before = await find(work, 'setup_intent', id);
    const reason = params.one('cancellation_reason', ['abandoned', 'duplicate', 'requested_by_customer']) ?? null;
    checkState(before);
    const intent = await change(work, before, { status: 'canceled', cancellation_reason: reason, next_action: null });
    await emit(work, 'setup_intent.canceled', intent);
    return intent;
  },
  'GET /v1/setup_intents': (work, params) => {
    const customer = params.text('customer');
    return list(work, params, { kind: 'setup_intent', url: '/v1/setup_intents', having: customer ? { customer } : {} });
  },
};

/** A setup intent as it begins, with these properties. */
export async function createSetup(work: Work, properties: { readonly [key: string]: unknown }): Promise<Stored> {
  const id = newStripeId('seti');
  const intent = await save(work, {
    id,
    object: 'setup_intent',
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newStripeId('', 25).slice(1)}`,
    created: work.now,
    description: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    single_use_mandate: null,
    usage: 'off_session',
    ...properties,
    status: properties.payment_method ? 'requires_confirmation' : 'requires_payment_method',
  });
  await emit(work, 'setup_intent.created', intent);
  return intent;
}

/** Saves the card for later; its bank may want to ask first, at `returnUrl`'s expense. */
export async function confirmSetup(work: Work, intent: Stored, returnUrl: string | null): Promise<Stored> {
  checkState(intent);
  if (typeof intent.payment_method !== 'string') {
    refuse(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      'setup_intent_unexpected_state',
    );
  }
  const method = await findMethod(work, intent.payment_method, 'payment_method');
  if (method._decline !== null && !method._attaches) return fail(work, intent, method);
  if (method._authentication === 'never') return setUp(work, intent, method);
  const url = `${work.base}/authenticate/${intent.id}?secret=${intent.client_secret}`;
  const waiting = await change(work, intent, {
    status: 'requires_action',
    next_action:
      returnUrl === null
        ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } }
        : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
  });
  await emit(work, 'setup_intent.requires_action', waiting);
  return waiting;
}

/** The customer has shown who they are, or has not. */
export async function authenticateSetup(work: Work, intent: Stored, passed: boolean): Promise<Stored> {
  const method = await findMethod(work, String(intent.payment_method));
  if (passed) return setUp(work, intent, method);
  const message = 'The provided PaymentMethod has failed authentication. Try another one.';
  return note(work, intent, method, { code: 'setup_intent_authentication_failure', message });
}

async function setUp(work: Work, intent: Stored, method: PaymentMethod): Promise<Stored> {
  const set = { ...method, ...(method._authentication === 'unless set up' && { _authentication: 'never' as const }) };
  if (typeof intent.customer === 'string') await attach(work, set, intent.customer);
  const done = await change(work, intent, { status: 'succeeded', next_action: null, last_setup_error: null });
  await emit(work, 'setup_intent.succeeded', done);
  return done;
}

async function fail(work: Work, intent: Stored, method: PaymentMethod): Promise<never> {
  const { code, decline_code, message } = declines[method._decline ?? 'generic_decline'];
  const failed = await note(work, intent, method, { code, decline_code, message });
  throw new StripeDoubleError(message, {
    status: 402,
    type: 'card_error',
    code,
    decline_code,
    setup_intent: failed,
    payment_method: method,
  });
}

async function note(
  work: Work,
  intent: Stored,
  method: PaymentMethod,
  error: { readonly code: string; readonly message: string; readonly decline_code?: string },
): Promise<Stored> {
  const failed = await change(work, intent, {
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: { ...error, payment_method: method, type: 'card_error' },
  });
  await emit(work, 'setup_intent.setup_failed', failed);
  return failed;
}

function checkState(intent: Stored): void {
  if (!['succeeded', 'canceled'].includes(String(intent.status))) return;
  refuse(
    `You cannot perform this action on SetupIntent ${intent.id} because it has a status of ${intent.status}.`,
    'setup_intent_unexpected_state',
  );
}
