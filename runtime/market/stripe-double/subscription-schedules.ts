import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import { releaseSchedule, type Schedule } from './schedule-phases.js';
import { newSchedule, phasesOf } from './schedule-shape.js';
import { end, type Subscription, update } from './subscription.js';
import { inTimeOf } from './test-clocks.js';
import { change, find, refuse, save, type Work } from './work.js';

const KIND = 'subscription_schedule';
const ENDS = ['cancel', 'release'] as const;

/** https://docs.stripe.com/api/subscription_schedules; they begin with a subscription that there is. */
export const subscriptionSchedules: Readonly<Record<string, Handler>> = {
  async 'POST /v1/subscription_schedules'(work, params) {
    const id = params.required('from_subscription');
    const subscription = await find<Subscription>(work, 'subscription', id, 'from_subscription');
    if (subscription.schedule !== null) {
      refuse(
        `The subscription \`${id}\` is already attached to the schedule \`${subscription.schedule}\`.`,
        undefined,
        'from_subscription',
      );
    }
    if (subscription.status === 'canceled' || subscription.cancel_at !== null) {
      refuse(
        `The Stripe double schedules what goes on: \`${id}\` ${subscription.status === 'canceled' ? 'has ended' : 'is to end with its period'}.`,
        undefined,
        'from_subscription',
      );
    }
    const timed = await inTimeOf(work, await find(work, 'customer', subscription.customer));
    const schedule = await save(timed, newSchedule(timed, subscription, params));
    await emit(timed, 'subscription_schedule.created', schedule);
    await update(timed, subscription, { schedule: schedule.id });
    return schedule;
  },
  'GET /v1/subscription_schedules/:id': (work, _, [id = '']) => find(work, KIND, id),
  async 'POST /v1/subscription_schedules/:id'(work, params, [id = '']) {
    const before = await running(work, id);
    const timed = await inTimeOf(work, await find(work, 'customer', before.customer));
    params.one('proration_behavior', ['always_invoice', 'create_prorations', 'none']);
    const behavior = params.one('end_behavior', ENDS);
    const schedule = await change(timed, before, {
      ...(behavior && { end_behavior: behavior }),
      ...(params.has('phases') && { phases: await phasesOf(timed, params, before) }),
      metadata: params.metadata(before.metadata as Record<string, string>),
    });
    await emit(timed, 'subscription_schedule.updated', schedule);
    return schedule;
  },
  async 'POST /v1/subscription_schedules/:id/release'(work, params, [id = '']) {
    params.flag('preserve_cancel_date');
    const schedule = await running(work, id);
    return releaseSchedule(await inTimeOf(work, await find(work, 'customer', schedule.customer)), schedule);
  },
  async 'POST /v1/subscription_schedules/:id/cancel'(work, params, [id = '']) {
    const { customer, subscription } = await running(work, id);
    if (params.flag('prorate') || params.flag('invoice_now')) {
      refuse(
        'The Stripe double cancels schedules with `prorate=false` and `invoice_now=false` alone.',
        undefined,
        'prorate',
      );
    }
    const timed = await inTimeOf(work, await find(work, 'customer', customer));
    await end(timed, await find<Subscription>(work, 'subscription', String(subscription)), 'cancellation_requested');
    return find(work, KIND, id);
  },
  'GET /v1/subscription_schedules': (work, params) => {
    const customer = params.text('customer');
    return list(work, params, { kind: KIND, url: '/v1/subscription_schedules', having: customer ? { customer } : {} });
  },
};

async function running(work: Work, id: string): Promise<Schedule> {
  const schedule = await find<Schedule>(work, KIND, id);
  if (schedule.status === 'active') return schedule;
  return refuse(
    `You cannot change a subscription schedule that is currently in the \`${schedule.status}\` status. It must be \`not_started\` or \`active\`.`,
  );
}
