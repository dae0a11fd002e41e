import type { Handler } from './answer.js';
import { emit } from './events.js';
import { keepTimeOnce } from './keep-time.js';
import { list } from './list.js';
import { at, change, find, findAll, newStripeId, refuse, type Stored, save, type Work } from './work.js';

const KIND = 'test_helpers.test_clock';
const TWO_YEARS = 2 * 366 * 86_400;

/** https://docs.stripe.com/api/test_clocks: time that a test moves, for the customers that are made with one. */
export const testClocks: Readonly<Record<string, Handler>> = {
  'POST /v1/test_helpers/test_clocks': (work, params) =>
    save(work, {
      id: newStripeId('clock'),
      object: KIND,
      created: work.now,
      deletes_after: work.now + 30 * 86_400,
      frozen_time: params.requiredInteger('frozen_time'),
      livemode: false,
      name: params.text('name') ?? null,
      status: 'ready',
      status_details: {},
    }),
  'GET /v1/test_helpers/test_clocks/:id': (work, _, [id = '']) => find(work, KIND, id),
  async 'POST /v1/test_helpers/test_clocks/:id/advance'(work, params, [id = '']) {
    const before = await find(work, KIND, id);
    const time = params.requiredInteger('frozen_time');
    const present = Number(before.frozen_time);
    if (time <= present)
      refuse('The frozen_time must be after the current frozen_time of the test clock.', undefined, 'frozen_time');
    if (time > present + TWO_YEARS)
      refuse('The frozen_time cannot be more than two years in the future.', undefined, 'frozen_time');
    const clock = await change(work, before, { frozen_time: time });
    while (await keepTimeOnce(at(work, time), id));
    await emit(work, 'test_helpers.test_clock.ready', clock);
    return clock;
  },
  async 'DELETE /v1/test_helpers/test_clocks/:id'(work, _, [id = '']) {
    await find(work, KIND, id);
    for (const customer of await findAll(work, 'customer', { test_clock: id })) {
      await save(work, { id: customer.id, object: 'customer', deleted: true });
    }
    await work.db('stripe_double.object').whereRaw(`body->>'_clock' = ?`, [id]).delete();
    return save(work, { id, object: KIND, deleted: true });
  },
  'GET /v1/test_helpers/test_clocks': (work, params) =>
    list(work, params, { kind: KIND, url: '/v1/test_helpers/test_clocks' }),
};

/** Work in the time that a customer lives in. */
export async function inTimeOf(work: Work, customer: Stored): Promise<Work> {
  if (typeof customer.test_clock !== 'string') return work;
  const clock = await find(work, KIND, customer.test_clock, 'test_clock');
  return at(work, Number(clock.frozen_time));
}
