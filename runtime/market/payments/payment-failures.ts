import type Stripe from 'stripe';
import { failure } from 'toolwright/runtime';

/** Why a card was not charged, as the tools' errors have it. */
export type ChargeRefusal = 'PAYMENT_DECLINED' | 'INSUFFICIENT_FUNDS' | 'CARD_EXPIRED' | 'AUTHENTICATION_REQUIRED';

const refusals: Readonly<Record<string, ChargeRefusal>> = {
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  expired_card: 'CARD_EXPIRED',
  authentication_required: 'AUTHENTICATION_REQUIRED',
  // Of what a subscription asks for at once, where that is refused as a whole.
  subscription_payment_intent_requires_action: 'AUTHENTICATION_REQUIRED',
  invoice_payment_intent_requires_action: 'AUTHENTICATION_REQUIRED',
};

const sentences: Readonly<Record<ChargeRefusal, string>> = {
  PAYMENT_DECLINED: 'The card was declined.',
  INSUFFICIENT_FUNDS: 'The card has not enough funds.',
  CARD_EXPIRED: 'The card has expired.',
  AUTHENTICATION_REQUIRED: 'The bank wants the cardholder to confirm the payment.',
};

/** What an order that could not be paid keeps of it. */
export interface FailedCharge {
  readonly code: ChargeRefusal;
  readonly message: string;
  readonly intentId: string | null;
}

/**
 * Of an error of Stripe's: the refusal it is, where nothing has been charged. Null for anything that leaves it open
 * (https://docs.stripe.com/error-handling).
 */
export function refusedCharge(error: unknown): FailedCharge | null {
  const refused = error as Partial<Stripe.errors.StripeError>;
  // By name: the library has two forms, whose classes are not the same.
  switch (refused.type) {
    case 'StripeCardError':
      return failedCharge(refused.decline_code ?? refused.code, refused.payment_intent?.id ?? null);
    // The method has gone from the customer at Stripe, or cannot be charged at all: no request of this kind charges.
    case 'StripeInvalidRequestError':
      return failedCharge(refused.code, null);
    default:
      return null;
  }
}

/** By Stripe's decline code, or its error code where no issuer was asked (https://docs.stripe.com/declines/codes). */
export function failedCharge(reason: string | undefined, intentId: string | null): FailedCharge {
  const code = refusals[reason ?? ''] ?? 'PAYMENT_DECLINED';
  return { code, message: sentences[code], intentId };
}

/** What an order has failed of, as the declared errors of the tools that charge. */
export function chargeFailure(code: string | null, data: { readonly order_id: string; readonly url: string }) {
  switch (code) {
    case 'INSUFFICIENT_FUNDS':
      return failure('INSUFFICIENT_FUNDS', data);
    case 'CARD_EXPIRED':
      return failure('CARD_EXPIRED', data);
    case 'AUTHENTICATION_REQUIRED':
      return failure('AUTHENTICATION_REQUIRED', data);
    default:
      return failure('PAYMENT_DECLINED', data);
  }
}
