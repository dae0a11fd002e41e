import { beginAnew, invoicePending } from './billing.js';
import { BEHAVIOURS, methodOf, PRORATIONS } from './create-subscription.js';
import { discountsOf } from './discounts.js';
import type { Params } from './params.js';
import { declined } from './pay-invoice.js';
import { prorate } from './proration.js';
import { refuseScheduled } from './schedule-phases.js';
import { createItem, type Item, itemList, periodOf, type Subscription, update } from './subscription.js';
import { taxRatesOf } from './tax-rates.js';
import { find, refuse, type Work } from './work.js';

/** Changes what is asked for; items that become others are settled for the rest of the period. */
export async function updateSubscription(work: Work, params: Params, before: Subscription): Promise<Subscription> {
  const proration = params.one('proration_behavior', PRORATIONS) ?? 'create_prorations';
  const date = params.integer('proration_date') ?? work.now;
  const anchor = params.one('billing_cycle_anchor', ['now', 'unchanged']);
  const behaviour = params.one('payment_behavior', BEHAVIOURS) ?? 'allow_incomplete';
  if (behaviour === 'default_incomplete' || behaviour === 'pending_if_incomplete') {
    refuse(
      `The Stripe double does not know \`${behaviour}\` of updates; it knows \`allow_incomplete\` and \`error_if_incomplete\`.`,
      undefined,
      'payment_behavior',
    );
  }
  params.flag('off_session');
  const method = params.text('default_payment_method');
  const items = await changedItems(work, params, before);
  const ending = endingOf(work, params, before);
  if (ending !== null) refuseScheduled(before);
  const rates = await taxRatesOf(work, params, 'default_tax_rates');
  const after = await update(work, before, {
    ...(method && { default_payment_method: await methodOf(work, params, before.customer) }),
    ...params.kept('description'),
    ...ending,
    ...(items !== null && { items: itemList(before.id, items) }),
    ...(rates !== undefined && { default_tax_rates: rates }),
    metadata: params.metadata(before.metadata as Record<string, string>),
  });
  const anew = before.status !== 'trialing' && (anchor === 'now' || beginsAnew(before.items.data, items));
  const settlement = { before: before.items.data, after: anew ? [] : (items ?? []), date };
  if (proration !== 'none' && (anew || items !== null))
    await prorate(work, { ...after, items: before.items }, settlement);
  const discounts = await discountsOf(work, params, { ...after, currency: String(after.currency) });
  const current = discounts === undefined ? after : await update(work, after, { discounts });
  let invoice = null;
  if (anew) invoice = await beginAnew(work, current);
  else if (items !== null && proration === 'always_invoice') invoice = await invoicePending(work, current);
  if (invoice !== null && invoice.status !== 'paid' && behaviour === 'error_if_incomplete') {
    throw await declined(work, invoice);
  }
  return find<Subscription>(work, 'subscription', before.id);
}

/** Another interval, or a price after none, begins a period at once: https://docs.stripe.com/billing/subscriptions/change-price */
function beginsAnew(before: readonly Item[], after: readonly Item[] | null): boolean {
  if (after === null) return false;
  const interval = ([first]: readonly Item[]) =>
    `${first?.price.recurring?.interval} ${first?.price.recurring?.interval_count}`;
  const free = (items: readonly Item[]) => items.every(({ price }) => price.unit_amount === 0);
  return interval(before) !== interval(after) || (free(before) && !free(after));
}

/** Whether it is to end with its period; null where nothing is said of that. */
function endingOf(work: Work, params: Params, before: Subscription): Partial<Subscription> | null {
  const flag = params.flag('cancel_at_period_end');
  const at = params.text('cancel_at');
  const details = params.inside('cancellation_details')?.kept('comment', 'feedback') ?? {};
  if (flag === undefined && at === undefined) return null;
  const { end } = periodOf(before);
  const ending = flag === true || Boolean(at);
  if (at && ![String(end), 'min_period_end', 'max_period_end'].includes(at)) {
    refuse(`The Stripe double ends subscriptions with their period alone, at ${end}.`, undefined, 'cancel_at');
  }
  return {
    cancel_at_period_end: flag === true,
    cancel_at: ending ? end : null,
    canceled_at: ending ? work.now : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      ...details,
      reason: ending ? 'cancellation_requested' : null,
    },
  };
}

async function changedItems(
  work: Work,
  params: Params,
  { id, items, ...rest }: Subscription,
): Promise<readonly Item[] | null> {
  const asked = params.each('items');
  if (asked.length === 0) return null;
  const period = periodOf({ id, items, ...rest } as Subscription);
  let result = [...items.data];
  for (const each of asked) {
    const itemId = each.text('id');
    const known = result.find((item) => item.id === itemId);
    if (itemId !== undefined && known === undefined)
      refuse(`No such subscription_item: '${itemId}'`, 'resource_missing', each.name('id'));
    if (each.flag('deleted')) result = result.filter((item) => item !== known);
    else if (known === undefined) result.push(await createItem(work, each, id, period));
    else {
      const priced = each.text('price') !== undefined || each.inside('price_data') !== undefined;
      const { price, plan } = priced ? await createItem(work, each, id, period) : known;
      const changed: Item = { ...known, price, plan, quantity: each.integer('quantity') ?? known.quantity };
      result = result.map((item) => (item === known ? changed : item));
    }
  }
  return result;
}
