import { shownAmount } from './amounts.js';
import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { StripeDoubleError } from './stripe-error.js';
import { change, find, newStripeId, type Stored, save, type Work } from './work.js';

/** https://docs.stripe.com/api/refunds */
export const refunds: Readonly<Record<string, Handler>> = {
  async 'POST /v1/refunds'(work, params) {
    const charge = await chargeOf(work, params);
    const currency = String(charge.currency);
    const left = Number(charge.amount_captured) - Number(charge.amount_refunded);
    const amount = params.integer('amount') ?? left;
    if (charge.refunded === true) {
      throw new StripeDoubleError(`Charge ${charge.id} has already been refunded.`, {
        code: 'charge_already_refunded',
      });
    }
    if (amount < 1) {
      throw new StripeDoubleError('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
    }
    if (amount > left) {
      throw new StripeDoubleError(
        `Refund amount (${shownAmount(amount, currency)}) is greater than unrefunded amount on charge (${shownAmount(left, currency)})`,
        { param: 'amount' },
      );
    }
    const refund = await save(work, {
      id: newStripeId('re'),
      object: 'refund',
      amount,
      balance_transaction: newStripeId('txn'),
      charge: charge.id,
      created: work.now,
      currency,
      destination_details: {
        card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
        type: 'card',
      },
      metadata: params.metadata(),
      payment_intent: charge.payment_intent,
      reason: params.one('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: 'succeeded',
      transfer_reversal: null,
    });
    await emit(work, 'refund.created', refund);
    const refunded = Number(charge.amount_refunded) + amount;
    const after = await change(work, charge, {
      amount_refunded: refunded,
      refunded: refunded === charge.amount_captured,
    });
    await emit(work, 'charge.refunded', after, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
    return refund;
  },
  'GET /v1/refunds/:id': (work, _, [id = '']) => find(work, 'refund', id),
  async 'POST /v1/refunds/:id'(work, params, [id = '']) {
    const before = await find(work, 'refund', id);
    const refund = await change(work, before, { metadata: params.metadata(before.metadata as Record<string, string>) });
    await emit(work, 'refund.updated', refund, { metadata: before.metadata });
    return refund;
  },
  'GET /v1/refunds': (work, params) => {
    const [charge, payment_intent] = [params.text('charge'), params.text('payment_intent')];
    const having = { ...(charge && { charge }), ...(payment_intent && { payment_intent }) };
    return list(work, params, { kind: 'refund', url: '/v1/refunds', having });
  },
};

async function chargeOf(work: Work, params: Params): Promise<Stored> {
  const [charge, intentId] = [params.text('charge'), params.text('payment_intent')];
  if (charge) return find(work, 'charge', charge, 'charge');
  if (!intentId) {
    throw new StripeDoubleError(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const intent = await find(work, 'payment_intent', intentId, 'payment_intent');
  if (intent.status !== 'succeeded') {
    throw new StripeDoubleError(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  return find(work, 'charge', String(intent.latest_charge));
}
