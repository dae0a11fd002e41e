import type { Handler } from './answer.js';
import { invoicePending } from './billing.js';
import { BEHAVIOURS, createSubscription, PRORATIONS } from './create-subscription.js';
import { list } from './list.js';
import { prorate } from './proration.js';
import { StripeDoubleError } from './stripe-error.js';
import { end, type Subscription } from './subscription.js';
import { inTimeOf } from './test-clocks.js';
import { updateSubscription } from './update-subscription.js';
import { find, findLive, type Work } from './work.js';

/** What a list shows that names no status. */
const LIVING = ['active', 'incomplete', 'past_due', 'trialing', 'unpaid'];

/** https://docs.stripe.com/api/subscriptions */
export const subscriptions: Readonly<Record<string, Handler>> = {
  async 'POST /v1/subscriptions'(work, params) {
    const customer = await findLive(work, 'customer', params.required('customer'), 'customer');
    const behaviour = params.one('payment_behavior', BEHAVIOURS) ?? 'allow_incomplete';
    params.flag('off_session');
    params.one('proration_behavior', PRORATIONS);
    params.one('collection_method', ['charge_automatically']);
    params.inside('payment_settings');
    return createSubscription(await inTimeOf(work, customer), params, customer, behaviour);
  },
  'GET /v1/subscriptions/:id': (work, _, [id = '']) => find(work, 'subscription', id),
  'GET /v1/subscriptions': (work, params) => {
    const [customer, status] = [params.text('customer'), params.text('status')];
    const wanted = status === undefined ? LIVING : [status];
    return list(work, params, {
      kind: 'subscription',
      url: '/v1/subscriptions',
      having: customer ? { customer } : {},
      ...(status !== 'all' && { anyOf: { status: wanted } }),
    });
  },
  async 'POST /v1/subscriptions/:id'(work, params, [id = '']) {
    const before = await alive(work, id);
    const timed = await inTimeOf(work, await find(work, 'customer', before.customer));
    return updateSubscription(timed, params, before);
  },
  async 'DELETE /v1/subscriptions/:id'(work, params, [id = '']) {
    const before = await alive(work, id);
    const timed = await inTimeOf(work, await find(work, 'customer', before.customer));
    if (params.flag('prorate')) {
      await prorate(timed, before, { before: before.items.data, after: [], date: timed.now });
    }
    if (params.flag('invoice_now')) await invoicePending(timed, before);
    const details = params.inside('cancellation_details')?.kept('comment', 'feedback') ?? {};
    const ending = {
      ...(await find<Subscription>(work, 'subscription', id)),
      cancellation_details: { ...(before.cancellation_details as object), ...details },
    };
    return end(timed, ending, 'cancellation_requested');
  },
};

async function alive(work: Work, id: string): Promise<Subscription> {
  const subscription = await find<Subscription>(work, 'subscription', id);
  if (['canceled', 'incomplete_expired'].includes(subscription.status)) {
    throw new StripeDoubleError(`No such subscription: '${id}'`, {
      status: 404,
      code: 'resource_missing',
      param: 'id',
    });
  }
  return subscription;
}
