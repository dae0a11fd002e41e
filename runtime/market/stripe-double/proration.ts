import { type Line, rounded } from './invoice-amounts.js';
import { type Item, periodOf, type Subscription } from './subscription.js';
import { change, findAll, newStripeId, refuse, save, type Work } from './work.js';

/** What an item costs in a period. */
export function lineOf(item: Item, period: Line['period'], amount: number, details: object = {}): Line {
  const { price, quantity } = item;
  return {
    amount,
    description: amount === 0 ? 'Trial period' : `${quantity} × ${price.product}`,
    discountable: true,
    discounts: [],
    metadata: item.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
        ...details,
      },
      type: 'subscription_item_details',
    },
    period,
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
  };
}

/** What is settled: items as they were and as they are, from a moment of their period on. */
export interface Settlement {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  /** Seconds since 1970. */
  readonly date: number;
}

/** Notes what is owed, or owed back, for the rest of a period in which items have become others. */
export async function prorate(work: Work, subscription: Subscription, settlement: Settlement): Promise<void> {
  const { before, after, date } = settlement;
  const { start, end: over } = periodOf(subscription);
  if (date < start || date > over) {
    refuse(
      `Invalid proration date: it must be within the subscription's current period (${start} to ${over}).`,
      undefined,
      'proration_date',
    );
  }
  if (subscription.discounts.length > 0) {
    refuse('The Stripe double does not prorate what is discounted; remove the discount first.', undefined, 'items');
  }
  const left = subscription.status === 'trialing' ? 0 : over - date;
  const cost = (item: Item) => rounded((item.price.unit_amount * item.quantity * left) / (over - start));
  const same = (one: Item) => (other: Item) =>
    other.id === one.id && other.price.id === one.price.id && other.quantity === one.quantity;
  const entries = [
    ...before
      .filter((item) => !after.some(same(item)))
      .map((item) => ({ item, amount: -cost(item), word: 'Unused time on' })),
    ...after
      .filter((item) => !before.some(same(item)))
      .map((item) => ({ item, amount: cost(item), word: 'Remaining time on' })),
  ];
  for (const { item, amount, word } of entries) {
    if (amount === 0) continue;
    const id = newStripeId('ii');
    const description = `${word} ${item.quantity} × ${item.price.product}`;
    const period = { start: date, end: over };
    const line = {
      ...lineOf(item, period, amount, { invoice_item: id, proration: true }),
      description,
      discountable: false,
    };
    await save(work, {
      id,
      object: 'invoiceitem',
      amount,
      currency: item.price.currency,
      customer: subscription.customer,
      date: work.now,
      description,
      invoice: null,
      livemode: false,
      metadata: {},
      period,
      proration: true,
      quantity: item.quantity,
      subscription: subscription.id,
      _pending: true,
      _line: line,
    });
  }
}

/** What is noted and not invoiced yet; from now on it is. */
export async function takePending(work: Work, subscription: Subscription): Promise<readonly Line[]> {
  const pending = await findAll(work, 'invoiceitem', { subscription: subscription.id, _pending: true });
  for (const item of pending) await change(work, item, { _pending: false });
  return pending.map((item) => item._line as Line);
}
