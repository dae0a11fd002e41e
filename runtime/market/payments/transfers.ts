import type Stripe from 'stripe';
import type { SettledOrder } from '../orders/order-row.js';
import { idOf, type Payments } from './payments.js';

interface Share {
  readonly vendor_id: string;
  readonly transfer_minor: number;
  readonly stripe_account_id: string;
}

/**
 * Sends each vendor its share of a paid order, out of the charge that paid it, so that it waits for no balance
 * (https://docs.stripe.com/connect/separate-charges-and-transfers#transfer-availability). A vendor that has lost its
 * account meanwhile is paid once it has one again.
 */
export async function transferShares({ db, stripe }: Payments, order: SettledOrder): Promise<void> {
  const shares: Share[] = await db({ s: 'vendor_split' })
    .join({ v: 'vendor' }, 'v.id', 's.vendor_id')
    .where({ 's.order_id': order.id, 's.transfer_id': null })
    .where('s.transfer_minor', '>', 0)
    .whereNotNull('v.stripe_account_id')
    .orderBy('s.vendor_id')
    .select('s.vendor_id', 's.transfer_minor', 'v.stripe_account_id');
  if (shares.length === 0) return;
  const source = await sourceOf(stripe, order);
  const made = await stripe.transfers.list({ transfer_group: order.id, limit: 100 });
  for (const { vendor_id, transfer_minor, stripe_account_id: destination } of shares) {
    const transfer =
      made.data.find(({ metadata }) => metadata.vendor_id === vendor_id) ??
      (await stripe.transfers.create(
        {
          amount: transfer_minor,
          currency: order.currency.toLowerCase(),
          destination,
          transfer_group: order.id,
          ...(source !== null && { source_transaction: source }),
          metadata: { order_id: order.id, vendor_id },
        },
        { idempotencyKey: `${order.id}:${vendor_id}:transfer` },
      ));
    await db('vendor_split').where({ order_id: order.id, vendor_id }).update({ transfer_id: transfer.id });
  }
}

/** The charge that brought all of it; null for a renewal that a balance at Stripe has paid for, or a part of it. */
async function sourceOf(stripe: Stripe, { payment_intent_id, total_minor }: SettledOrder): Promise<string | null> {
  if (payment_intent_id === null) return null;
  const { amount_received, latest_charge } = await stripe.paymentIntents.retrieve(payment_intent_id);
  return amount_received < total_minor ? null : idOf(latest_charge);
}

/** Takes back what vendors were sent of an order that has been refunded. */
export async function reverseTransfers({ db, stripe, now }: Payments, order: SettledOrder): Promise<void> {
  const sent: { vendor_id: string; transfer_id: string }[] = await db('vendor_split')
    .where({ order_id: order.id, reversed_at: null })
    .whereNotNull('transfer_id')
    .select('vendor_id', 'transfer_id');
  for (const { vendor_id, transfer_id } of sent) {
    const { reversed } = await stripe.transfers.retrieve(transfer_id);
    if (!reversed) {
      const key = `${order.id}:${vendor_id}:reversal`;
      await stripe.transfers.createReversal(transfer_id, {}, { idempotencyKey: key });
    }
    await db('vendor_split').where({ order_id: order.id, vendor_id }).update({ reversed_at: now() });
  }
}
