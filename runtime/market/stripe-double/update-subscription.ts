import { invoicePending, prorate } from './billing.js';
import { BEHAVIOURS, methodOf, PRORATIONS } from './create-subscription.js';
import type { Params } from './params.js';
import { createItem, type Item, itemList, periodOf, type Subscription, update } from './subscription.js';
import { find, refuse, type Stored, type Work } from './work.js';

/** Changes what is asked for; items that become others are settled for the rest of the period. */
export async function updateSubscription(work: Work, params: Params, before: Subscription): Promise<Stored> {
  const ending = params.flag('cancel_at_period_end');
  const proration = params.one('proration_behavior', PRORATIONS) ?? 'create_prorations';
  const method = params.text('default_payment_method');
  params.one('payment_behavior', BEHAVIOURS);
  params.flag('off_session');
  const items = await changedItems(work, params, before);
  const details = params.inside('cancellation_details')?.kept('comment', 'feedback') ?? {};
  const after = await update(work, before, {
    ...(method && { default_payment_method: await methodOf(work, params, before.customer) }),
    ...params.kept('description'),
    ...(ending !== undefined && {
      cancel_at_period_end: ending,
      cancel_at: ending ? periodOf(before).end : null,
      canceled_at: ending ? work.now : null,
      cancellation_details: {
        comment: null,
        feedback: null,
        ...details,
        reason: ending ? 'cancellation_requested' : null,
      },
    }),
    ...(items !== null && { items: itemList(before.id, items) }),
    metadata: params.metadata(before.metadata as Record<string, string>),
  });
  if (items === null || proration === 'none') return after;
  await prorate(work, after, before.items.data, items);
  if (proration === 'always_invoice') await invoicePending(work, after);
  return find(work, 'subscription', before.id);
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
