import type Stripe from 'stripe';
import { failOrder } from '../orders/settle-order.js';
import { type FailedCharge, refusedCharge } from './payment-failures.js';
import type { Payments } from './payments.js';

/** An open order and what it is to be charged to. Money in minor units. */
export interface Charge {
  readonly orderId: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly customer: string;
  readonly paymentMethodId: string;
}

/**
 * Charges a saved method for a pending order while nobody is there to be asked, and notes the intent, or why there is
 * none: then the order has failed and its cart is back. Null: Stripe took it; the event that says so pays the order.
 * Rejects where the outcome is not known; the order stays pending until somebody finds out.
 * https://docs.stripe.com/payments/save-and-reuse?platform=web#charge-saved-payment-method
 */
export async function chargeOrder(
  payments: Pick<Payments, 'db'>,
  stripe: Stripe,
  charge: Charge,
  key: string,
): Promise<FailedCharge | null> {
  const { db } = payments;
  const { orderId, customer } = charge;
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount: charge.totalMinor,
        currency: charge.currency.toLowerCase(),
        customer,
        payment_method: charge.paymentMethodId,
        off_session: true,
        confirm: true,
        metadata: { order_id: orderId },
        transfer_group: orderId,
      },
      { idempotencyKey: key },
    );
    await db('customer_order').where({ id: orderId }).update({ payment_intent_id: intent.id });
    return null;
  } catch (error) {
    const refused = refusedCharge(error);
    if (refused === null) throw error;
    await db.transaction((transaction) => failOrder(transaction, orderId, refused));
    return refused;
  }
}
