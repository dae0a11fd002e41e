import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepUp } from '../../../runtime/market/jobs/upkeep.js';
import { sendMail } from '../../../runtime/market/mail/send-mail.js';
import { emitEvent } from '../../../runtime/market/webhooks/events.js';
import { type Market, openMarket } from '../market.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const now = new Date();
const later = (ms: number) => new Date(now.getTime() + ms);

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  await market.db('webhook_endpoint').update({ enabled: true, disabled_reason: null });
});
afterAll(() => market.close());

const asked = async () =>
  (await market.db('pgboss.job').where('state', 'created').orderBy('created_on')).map(({ data }) => data);

it('asks again for what has lost its job, and for nothing else', async () => {
  await emitEvent(market.db, { organizationId: 'org_demo_forge', type: 'license.created', data: {}, now });
  await sendMail(market.db, { to: 'a@example.com', subject: 'a\nb', text: 'x', now });
  const first = await asked();
  expect(first).toHaveLength(2);
  await keepUp(market.db, later(2 * HOUR));
  expect(await asked()).toEqual(first);
  await market.db('pgboss.job').delete();
  await keepUp(market.db, later(HOUR / 2));
  expect(await asked()).toEqual([]);
  await keepUp(market.db, later(2 * HOUR));
  expect((await asked()).map((data) => Object.keys(data)).sort()).toEqual(
    first.map((data) => Object.keys(data)).sort(),
  );
  expect(await asked()).toEqual(expect.arrayContaining(first));
});

it('gives a mail up after three days', async () => {
  await keepUp(market.db, later(3 * DAY + 1));
  expect(await market.db('mail').select('status', 'subject')).toEqual([{ status: 'failed', subject: 'a b' }]);
});

it('forgets what ended a month ago, and secrets that sign no more', async () => {
  await market.succeed('forge-vendor', 'rotate_webhook_token', { endpoint_id: 'whe_demo_forge' });
  expect(await market.db('webhook_endpoint').first('previous_secret_sealed')).not.toEqual({
    previous_secret_sealed: null,
  });
  await keepUp(market.db, later(22 * DAY));
  // That of the delivery that waits, and the demo's latest.
  expect(await market.db('webhook_event').orderBy('created_at').pluck('id')).toHaveLength(2);
  expect(await market.db('webhook_endpoint').first('previous_secret_sealed', 'previous_secret_until')).toEqual({
    previous_secret_sealed: null,
    previous_secret_until: null,
  });
  await keepUp(market.db, later(40 * DAY));
  expect(await market.db('webhook_delivery').pluck('status')).toEqual(['pending']);
  expect(await market.db('mail')).toEqual([]);
});
