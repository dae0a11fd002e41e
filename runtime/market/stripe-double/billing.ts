import { draftInvoice, finalizeInvoice, type Invoice } from './invoice.js';
import { payInvoice } from './pay-invoice.js';
import { lineOf, takePending } from './proration.js';
import { enterPhase } from './schedule-phases.js';
import { end, itemList, nextPeriod, periodOf, type Subscription, update } from './subscription.js';
import { change, find, type Work } from './work.js';

/** The first invoice of a subscription, paid at once; of a trial it is about nothing. */
export async function firstInvoice(work: Work, subscription: Subscription, pay: boolean): Promise<Invoice> {
  const trial = subscription.status === 'trialing';
  const lines = subscription.items.data.map((item) =>
    lineOf(item, periodOf(subscription), trial ? 0 : item.price.unit_amount * item.quantity),
  );
  const invoice = await finalizeInvoice(work, await draftInvoice(work, subscription, 'subscription_create', lines));
  if (pay || invoice.amount_due === 0) return payInvoice(work, invoice);
  return (await change(work, invoice, { _due: null })) as Invoice;
}

/** The period is over: ends the subscription if it was to end, else begins the next and asks for its price. */
export async function renew(work: Work, before: Subscription): Promise<Subscription> {
  if (before.cancel_at_period_end || before.cancel_at !== null) return end(work, before, 'cancellation_requested');
  const start = periodOf(before).end;
  const subscription = await enterPhase(work, before, start);
  const [first] = subscription.items.data;
  if (first === undefined || subscription.status === 'canceled') return subscription;
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
    ...(await takePending(work, subscription)),
    ...items.map((item) => lineOf(item, period, item.price.unit_amount * item.quantity)),
  ];
  await draftInvoice(work, renewed, 'subscription_cycle', lines);
  return find<Subscription>(work, 'subscription', renewed.id);
}

/** An invoice of what is pending alone, now; null where nothing is. */
export async function invoicePending(work: Work, subscription: Subscription): Promise<Invoice | null> {
  const lines = await takePending(work, subscription);
  if (lines.length === 0) return null;
  const draft = await draftInvoice(work, subscription, 'subscription_update', lines);
  return payInvoice(work, await finalizeInvoice(work, draft));
}

/** Begins a period now, whose price is asked for at once together with what is pending. */
export async function beginAnew(work: Work, before: Subscription): Promise<Invoice> {
  const [first] = before.items.data;
  if (first === undefined) throw new Error(`${before.id} has no items.`);
  const anchored: Subscription = { ...before, billing_cycle_anchor: work.now };
  const period = { start: work.now, end: nextPeriod(anchored, first.price, work.now) };
  const items = before.items.data.map((item) => ({
    ...item,
    current_period_start: period.start,
    current_period_end: period.end,
  }));
  const { billing_cycle_anchor } = anchored;
  const begun = await update(work, before, {
    billing_cycle_anchor,
    items: itemList(before.id, items),
    _due: period.end,
  });
  const lines = [
    ...(await takePending(work, begun)),
    ...items.map((item) => lineOf(item, period, item.price.unit_amount * item.quantity)),
  ];
  const draft = await draftInvoice(work, begun, 'subscription_update', lines);
  return payInvoice(work, await finalizeInvoice(work, draft));
}

/** The invoice that is due: made final, paid, or tried again. */
export async function advanceInvoice(work: Work, invoice: Invoice): Promise<void> {
  const open = invoice.status === 'draft' ? await finalizeInvoice(work, invoice) : invoice;
  const subscription = open._subscription === null ? null : await find(work, 'subscription', open._subscription);
  if (subscription?.status === 'canceled')
    await change(work, open, { auto_advance: false, next_payment_attempt: null, _due: null });
  else await payInvoice(work, open);
}
