import { draftInvoice, finalizeInvoice, type Invoice, type Line } from './invoice.js';
import { payInvoice } from './pay-invoice.js';
import { end, type Item, itemList, nextPeriod, periodOf, type Subscription, update } from './subscription.js';
import { change, find, findAll, newStripeId, save, type Work } from './work.js';

/** What an item costs in a period. */
function lineOf(item: Item, period: Line['period'], amount: number, details: object = {}): Line {
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
    taxes: [],
  };
}

/** The first invoice of a subscription, paid at once; of a trial it is about nothing. */
export async function firstInvoice(work: Work, subscription: Subscription, pay: boolean): Promise<Invoice> {
  const trial = subscription.status === 'trialing';
  const lines = subscription.items.data.map((item) =>
    lineOf(item, periodOf(subscription), trial ? 0 : item.price.unit_amount * item.quantity),
  );
  const invoice = await finalizeInvoice(work, await draftInvoice(work, subscription, 'subscription_create', lines));
  if (pay || invoice.total === 0) return payInvoice(work, invoice);
  return (await change(work, invoice, { _due: null })) as Invoice;
}

/** The period is over: ends the subscription if it was to end, else begins the next and asks for its price. */
export async function renew(work: Work, subscription: Subscription): Promise<Subscription> {
  if (subscription.cancel_at_period_end) return end(work, subscription, 'cancellation_requested');
  const start = periodOf(subscription).end;
  const [first] = subscription.items.data;
  if (first === undefined) return end(work, subscription, 'cancellation_requested');
  const period = { start, end: nextPeriod(subscription, first.price, start) };
  const items = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: period.end,
  }));
  const renewed = await update(work, subscription, {
    items: itemList(subscription.id, items),
    ...(subscription.status === 'trialing' && { status: 'active' }),
    _due: period.end,
  });
  const lines = [
    ...(await pendingLines(work, subscription)),
    ...items.map((item) => lineOf(item, period, item.price.unit_amount * item.quantity)),
  ];
  const invoice = await draftInvoice(work, renewed, 'subscription_cycle', lines);
  return (await change(work, renewed, { latest_invoice: invoice.id })) as Subscription;
}

/** An invoice of what is pending alone, now. */
export async function invoicePending(work: Work, subscription: Subscription): Promise<void> {
  const lines = await pendingLines(work, subscription);
  if (lines.length === 0) return;
  const invoice = await finalizeInvoice(work, await draftInvoice(work, subscription, 'subscription_update', lines));
  await change(work, subscription, { latest_invoice: invoice.id });
  await payInvoice(work, invoice);
}

/** Notes what is owed, or owed back, for the rest of a period in which items have become others. */
export async function prorate(
  work: Work,
  subscription: Subscription,
  before: readonly Item[],
  after: readonly Item[],
): Promise<void> {
  const { start, end: over } = periodOf(subscription);
  const left = subscription.status === 'trialing' ? 0 : Math.max(0, (over - work.now) / (over - start));
  const cost = (item: Item) => Math.round(item.price.unit_amount * item.quantity * left);
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
    const line = lineOf(item, { start: work.now, end: over }, amount, { invoice_item: id, proration: true });
    await save(work, {
      id,
      object: 'invoiceitem',
      amount,
      currency: item.price.currency,
      customer: subscription.customer,
      date: work.now,
      description: `${word} ${item.quantity} × ${item.price.product}`,
      invoice: null,
      livemode: false,
      metadata: {},
      period: line.period,
      proration: true,
      quantity: item.quantity,
      subscription: subscription.id,
      _pending: true,
      _line: { ...line, description: `${word} ${item.quantity} × ${item.price.product}` },
    });
  }
}

async function pendingLines(work: Work, subscription: Subscription): Promise<readonly Line[]> {
  const pending = await findAll(work, 'invoiceitem', { subscription: subscription.id, _pending: true });
  for (const item of pending) await change(work, item, { _pending: false });
  return pending.map((item) => item._line as Line);
}

/** The invoice that is due: made final, paid, or tried again. */
export async function advanceInvoice(work: Work, invoice: Invoice): Promise<void> {
  const open = invoice.status === 'draft' ? await finalizeInvoice(work, invoice) : invoice;
  const subscription = open._subscription === null ? null : await find(work, 'subscription', open._subscription);
  if (subscription?.status === 'canceled')
    await change(work, open, { auto_advance: false, next_payment_attempt: null, _due: null });
  else await payInvoice(work, open);
}
