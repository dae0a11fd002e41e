import { type Decline, declines } from './cards.js';
import { createCharge } from './charges.js';
import { emit } from './events.js';
import { attach, findMethod, type PaymentMethod } from './payment-methods.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, newStripeId, refuse, type Stored, type Work } from './work.js';

export interface Confirmation {
  readonly offSession: boolean;
  readonly returnUrl: string | null;
  /** Fail rather than ask somebody, who is not there. */
  readonly errorOnAction: boolean;
}

/**
 * Tries to pay. Answers the intent that succeeded, waits for capture or waits for its customer; throws the 402 of one that
 * failed, which stays as it then is.
 */
export async function confirmIntent(work: Work, intent: Stored, confirmation: Confirmation): Promise<Stored> {
  const method = await findMethod(work, String(intent.payment_method), 'payment_method');
  checkOwner(intent, method);
  const asked = mustAsk(intent, method, confirmation.offSession);
  if (asked && (confirmation.offSession || confirmation.errorOnAction)) {
    return fail(work, intent, method, declines.authentication_required);
  }
  if (asked) {
    const waiting = await change(work, intent, {
      status: 'requires_action',
      payment_method: method.id,
      last_payment_error: null,
      next_action: nextAction(work, intent, confirmation.returnUrl),
    });
    await emit(work, 'payment_intent.requires_action', waiting);
    return waiting;
  }
  return pay(work, intent, method);
}

/** The customer has shown who they are, or has not. */
export async function authenticate(work: Work, intent: Stored, passed: boolean): Promise<Stored> {
  const method = await findMethod(work, String(intent.payment_method));
  if (passed) return pay(work, intent, method);
  const failure: Decline = {
    code: 'payment_intent_authentication_failure',
    decline_code: '',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  };
  return note(work, intent, method, failure, null);
}

async function pay(work: Work, intent: Stored, method: PaymentMethod): Promise<Stored> {
  if (method._decline !== null) return fail(work, intent, method, declines[method._decline]);
  const charge = await createCharge(work, intent, method, null);
  const manual = intent.capture_method === 'manual';
  const paid = await change(work, intent, {
    status: manual ? 'requires_capture' : 'succeeded',
    payment_method: method.id,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
    ...(manual ? { amount_capturable: intent.amount } : { amount_received: intent.amount }),
  });
  await emit(work, manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', paid);
  await keepMethod(work, intent, method);
  return paid;
}

/** A card that was paid with is used up, unless it is its customer's or is to become so. */
async function keepMethod(work: Work, intent: Stored, method: PaymentMethod): Promise<void> {
  if (method.customer !== null) return;
  if (typeof intent.customer === 'string' && intent.setup_future_usage) {
    const set = { ...method, ...(method._authentication === 'unless set up' && { _authentication: 'never' as const }) };
    await attach(work, set, intent.customer);
  } else await change(work, method, { _used: true });
}

async function fail(work: Work, intent: Stored, method: PaymentMethod, decline: Decline): Promise<never> {
  const charge = await createCharge(work, intent, method, decline);
  const failed = await note(work, intent, method, decline, charge.id);
  throw new StripeDoubleError(decline.message, {
    status: 402,
    type: 'card_error',
    code: decline.code,
    decline_code: decline.decline_code,
    charge: charge.id,
    payment_intent: failed,
    payment_method: method,
    ...(decline.code === 'incorrect_cvc' && { param: 'cvc' }),
  });
}

/** Leaves the intent waiting for another card, and says why. */
async function note(
  work: Work,
  intent: Stored,
  method: PaymentMethod,
  { code, decline_code, message }: Decline,
  charge: string | null,
): Promise<Stored> {
  const failed = await change(work, intent, {
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    ...(charge !== null && { latest_charge: charge }),
    last_payment_error: {
      ...(charge !== null && { charge }),
      code,
      ...(decline_code && { decline_code }),
      doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`,
      message,
      payment_method: method,
      type: charge === null ? 'invalid_request_error' : 'card_error',
    },
  });
  await emit(work, 'payment_intent.payment_failed', failed);
  return failed;
}

function mustAsk(intent: Stored, method: PaymentMethod, offSession: boolean): boolean {
  if (method._authentication === 'unless set up') return !(offSession && method.customer !== null);
  return method._authentication === 'always' && intent.status !== 'succeeded';
}

function nextAction({ base }: Work, intent: Stored, returnUrl: string | null): object {
  if (returnUrl === null) {
    return {
      type: 'use_stripe_sdk',
      use_stripe_sdk: { type: 'three_d_secure_redirect', source: newStripeId('payatt') },
    };
  }
  const url = `${base}/authenticate/${intent.id}?secret=${intent.client_secret}`;
  return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
}

function checkOwner(intent: Stored, method: PaymentMethod): void {
  if (method.customer !== null && intent.customer === null) {
    refuse(
      `The PaymentMethod ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      undefined,
      'payment_method',
    );
  }
  if (method.customer !== null && method.customer !== intent.customer) {
    refuse(
      `The provided PaymentMethod ${method.id} does not belong to the Customer ${intent.customer}. Please use this PaymentMethod with the Customer that it belongs to.`,
      undefined,
      'payment_method',
    );
  }
  if (method._used === true) {
    refuse(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
      undefined,
      'payment_method',
    );
  }
}
