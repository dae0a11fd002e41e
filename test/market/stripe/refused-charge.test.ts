import { expect, it } from 'vitest';
import { refusedCharge } from '../../../runtime/market/payments/payment-failures.js';

it.each([
  ['subscription_payment_intent_requires_action', undefined, 'AUTHENTICATION_REQUIRED'],
  ['invoice_payment_intent_requires_action', undefined, 'AUTHENTICATION_REQUIRED'],
  ['card_declined', 'authentication_required', 'AUTHENTICATION_REQUIRED'],
  ['card_declined', 'insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ['expired_card', undefined, 'CARD_EXPIRED'],
  ['card_declined', 'do_not_honor', 'PAYMENT_DECLINED'],
])('Stripe’s %s (%s) is %s', (code, decline_code, refusal) => {
  const error = { type: 'StripeCardError', code, ...(decline_code !== undefined && { decline_code }) };
  expect(refusedCharge(error)?.code).toBe(refusal);
});
