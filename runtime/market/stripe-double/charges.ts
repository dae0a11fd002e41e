import type { Handler } from './answer.js';
import type { Decline } from './cards.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { PaymentMethod } from './payment-methods.js';
import { find, newStripeId, type Stored, save, type Work } from './work.js';

/** https://docs.stripe.com/api/charges; they are made by payment intents alone. */
export const charges: Readonly<Record<string, Handler>> = {
  'GET /v1/charges/:id': (work, _, [id = '']) => find(work, 'charge', id),
  'GET /v1/charges': (work, params) => {
    const names = ['customer', 'payment_intent', 'transfer_group'] as const;
    const having = Object.fromEntries(names.flatMap((name) => (params.text(name) ? [[name, params.text(name)]] : [])));
    return list(work, params, { kind: 'charge', url: '/v1/charges', having });
  },
};

/** One attempt to take an intent's money from a card, told as it ended. */
export async function createCharge(
  work: Work,
  intent: Stored,
  method: PaymentMethod,
  decline: Decline | null,
): Promise<Stored> {
  const charge = await save(work, newCharge(work, intent, method, decline));
  await emit(work, decline === null ? 'charge.succeeded' : 'charge.failed', charge);
  return charge;
}

/** A charge as it ended. */
export function newCharge(work: Work, intent: Stored, method: PaymentMethod, decline: Decline | null): Stored {
  const captured = intent.capture_method !== 'manual';
  return {
    id: newStripeId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: decline === null && captured ? intent.amount : 0,
    amount_refunded: 0,
    application_fee_amount: null,
    balance_transaction: decline === null && captured ? newStripeId('txn') : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: null,
    captured: decline === null && captured,
    created: work.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of ?? null,
    outcome:
      decline === null
        ? {
            network_status: 'approved_by_network',
            reason: null,
            risk_level: 'normal',
            seller_message: 'Payment complete.',
            type: 'authorized',
          }
        : {
            network_status: 'declined_by_network',
            reason: decline.decline_code,
            risk_level: 'normal',
            seller_message: 'The bank did not return any further details with this decline.',
            type: 'issuer_declined',
          },
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: method.card, type: 'card' },
    receipt_email: intent.receipt_email ?? null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping ?? null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor ?? null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix ?? null,
    status: decline === null ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: intent.transfer_group ?? null,
  };
}
