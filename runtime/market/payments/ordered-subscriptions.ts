import type Stripe from 'stripe';
import type { LineRow, SettledOrder } from '../orders/order-row.js';
import { grossMinor, renewalDiscount, stripeDiscount } from './ordered-discounts.js';
import type { Payments } from './payments.js';
import { periodEnd } from './periods.js';
import { syncSubscription } from './sync-subscription.js';

/**
 * Makes Stripe renew a paid line. Its first period has been paid with the order and is a trial to Stripe
 * (https://docs.stripe.com/billing/subscriptions/trials), from whose end on it charges the method that paid.
 */
export async function subscribe(payments: Payments, order: SettledOrder, line: LineRow): Promise<void> {
  const { db, stripe } = payments;
  const { organization_id } = order;
  const account = await db('billing_account').where({ organization_id }).first('stripe_customer_id');
  if (!account || line.cadence === null)
    throw new Error(`Order ${order.id} has nobody whom Stripe could charge again.`);
  const customer: string = account.stripe_customer_id;
  const known = await stripe.subscriptions.list({ customer, status: 'all', limit: 100 });
  const subscription =
    known.data.find(({ metadata }) => metadata.order_line_id === line.id) ??
    (await create(payments, { order, line, customer }));
  await db.transaction((transaction) => syncSubscription(transaction, subscription, payments.now()));
}

async function create(
  { db, stripe }: Payments,
  { order, line, customer }: { readonly order: SettledOrder; readonly line: LineRow; readonly customer: string },
): Promise<Stripe.Subscription> {
  const cadence = line.cadence ?? 'monthly';
  const price = await stripe.prices.create(
    {
      currency: order.currency.toLowerCase(),
      unit_amount: grossMinor(line, order.tax_basis_points),
      recurring: { interval: cadence === 'monthly' ? 'month' : 'year' },
      product_data: { name: line.title },
    },
    { idempotencyKey: `${line.id}:price` },
  );
  const discount = await renewalDiscount(db, order, line);
  return stripe.subscriptions.create(
    {
      customer,
      items: [{ price: price.id, quantity: 1 }],
      ...(discount !== null && {
        discounts: [await stripeDiscount(stripe, discount, { ...line, currency: order.currency })],
      }),
      trial_end: Math.floor(periodEnd(order.paid_at ?? order.placed_at, cadence).getTime() / 1_000),
      off_session: true,
      ...(order.payment_method_id !== null && { default_payment_method: order.payment_method_id }),
      metadata: { order_id: order.id, order_line_id: line.id },
    },
    { idempotencyKey: `${line.id}:subscription` },
  );
}

/** Ends what an order subscribed to, or what it renewed, at once. */
export async function cancelOrdered(payments: Payments, order: SettledOrder): Promise<void> {
  const { db, stripe, now } = payments;
  const live: { id: string }[] = await db({ s: 'subscription' })
    .join({ l: 'order_line' }, 'l.id', 's.order_line_id')
    .where((of) => {
      of.where('l.order_id', order.id);
      if (order.subscription_id !== null) of.orWhere('s.id', order.subscription_id);
    })
    .whereNot('s.status', 'cancelled')
    .select({ id: 's.stripe_subscription_id' });
  for (const { id } of live) {
    const current = await stripe.subscriptions.retrieve(id);
    const ended = current.status === 'canceled' ? current : await stripe.subscriptions.cancel(id);
    await db.transaction((transaction) => syncSubscription(transaction, ended, now()));
  }
}
