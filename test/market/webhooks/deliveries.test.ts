import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emitEvent, type WebhookEventType } from '../../../runtime/market/webhooks/events.js';
import { type Market, openMarket } from '../market.js';
import { answer, openReceiver, type Receiver } from './receiver.js';

const DAY = 24 * 60 * 60 * 1000;

let market: Market;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
  const outside = { aliases: { 'https://hooks.example': receiver.origin }, allowed: [receiver.origin] };
  market = await openMarket({ options: { outside } });
});
afterEach(async () => {
  await market.close();
  await receiver.close();
});

async function addEndpoint(input: object = {}): Promise<{ endpoint_id: string; secret: string }> {
  return market.succeed('forge-vendor', 'add_webhook_endpoint', {
    vendor_id: 'ven_demo_forge',
    url: 'https://hooks.example/sales',
    events: ['order.paid'],
    ...input,
  });
}

async function emit(data: object = {}, type: WebhookEventType = 'order.paid'): Promise<void> {
  await emitEvent(market.db, { organizationId: 'org_demo_forge', type, data, now: market.now() });
}

/** Brings the time of what waits for another try. */
async function soon(): Promise<void> {
  await market.db.raw(`update pgboss.job set start_after = now() - interval '1 s' where state < 'active'`);
  await market.db.raw(`notify toolwright_jobs, 'webhook-delivery'`);
}

const deliveries = () => market.db('webhook_delivery').where({ endpoint_id: endpoint }).orderBy('created_at');
const attempts = () =>
  market
    .db('webhook_attempt')
    .join('webhook_delivery', 'webhook_delivery.id', 'delivery_id')
    .where({ endpoint_id: endpoint })
    .orderBy('at')
    .select('number', 'webhook_attempt.status', 'error');
let endpoint = '';

async function attempted(count: number): Promise<void> {
  await market.eventually(async () => expect(await attempts()).toHaveLength(count));
}

describe('a delivery', () => {
  it('is signed and told of as Standard Webhooks say', async () => {
    const { secret, endpoint_id } = await addEndpoint();
    endpoint = endpoint_id;
    await emit({ order_id: 'ord_1' });
    await attempted(1);
    const [request] = receiver.received;
    if (request === undefined) throw new Error('Nothing was received.');
    expect(request.path).toBe('/sales');
    expect(receiver.verify(request, secret)).toEqual({
      type: 'order.paid',
      timestamp: market.now().toISOString(),
      data: { order_id: 'ord_1' },
    });
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Toolwright-Webhooks/1.0',
      'webhook-id': (await market.db('webhook_event').where({ type: 'order.paid' }).first('id')).id,
    });
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 1, next_attempt_at: null }]);
    expect(await attempts()).toEqual([{ number: 1, status: 204, error: null }]);
  });

  it('that fails is tried again, later each time, as the same event', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(answer(500), answer(302, { location: 'https://example.com' }));
    await emit();
    await attempted(1);
    const [waiting] = await deliveries();
    const pause = waiting.next_attempt_at - market.now().getTime();
    expect(waiting).toMatchObject({ status: 'pending', attempts: 1 });
    expect(pause).toBeGreaterThanOrEqual(5_000);
    expect(pause).toBeLessThanOrEqual(6_000);
    await soon();
    await attempted(2);
    await soon();
    await attempted(3);
    expect(await attempts()).toEqual([
      { number: 1, status: 500, error: 'It answered 500. Only 2xx tells that an event has arrived.' },
      { number: 2, status: 302, error: 'It answered 302. Redirects are not followed: give the address itself.' },
      { number: 3, status: 204, error: null },
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 3 }]);
  });

  it('ends after eight attempts', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(...Array.from({ length: 8 }, () => answer(503)));
    await emit();
    for (let count = 1; count <= 8; count += 1) {
      await attempted(count);
      await soon();
    }
    await market.eventually(async () => expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 8 }]));
    expect(receiver.received).toHaveLength(8);
  });

  it('waits as long as the receiver asks', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(answer(429, { 'retry-after': '1800' }));
    await emit();
    await attempted(1);
    const [waiting] = await deliveries();
    expect(waiting.next_attempt_at.getTime() - market.now().getTime()).toBe(1_800_000);
    const [job] = await market.db
      .raw(
        `select extract(epoch from start_after - now()) as seconds from pgboss.job where state < 'active' and name = 'webhook-delivery'`,
      )
      .then(({ rows }) => rows);
    expect(Number(job.seconds)).toBeGreaterThan(1790);
  });

  it('that is answered 410 ends the endpoint, drops what waits and tells the owners', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(answer(500), answer(410));
    await emit({ first: true });
    await attempted(1);
    await emit({ second: true });
    await attempted(2);
    const row = await market.db('webhook_endpoint').where({ id: endpoint }).first();
    expect(row).toMatchObject({ enabled: false, disabled_reason: 'gone' });
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(['cancelled', 'failed']);
    const mails = await market.db('mail').select('recipient', 'subject');
    expect(mails).toEqual([
      { recipient: 'forge-vendor@example.com', subject: 'Webhook endpoint hooks.example has been disabled' },
    ]);
    await soon();
    await emit({ third: true });
    expect(await deliveries()).toHaveLength(2);
    expect(receiver.received).toHaveLength(2);
  });

  it('that is the last of five days of nothing but failures disables the endpoint', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(answer(500), answer(500), answer(500));
    const began = market.now();
    await emit();
    await attempted(1);
    market.setNow(new Date(began.getTime() + 5 * DAY - 1));
    await emit();
    await attempted(2);
    expect(await market.db('webhook_endpoint').where({ id: endpoint }).first()).toMatchObject({
      enabled: true,
      failing_since: began,
    });
    market.setNow(new Date(began.getTime() + 5 * DAY));
    await emit();
    await attempted(3);
    expect(await market.db('webhook_endpoint').where({ id: endpoint }).first()).toMatchObject({
      enabled: false,
      disabled_reason: 'failing',
    });
    expect(await market.db('mail')).toHaveLength(1);

    const again = await market.succeed('forge-vendor', 'update_webhook_endpoint', {
      endpoint_id: endpoint,
      enabled: true,
    });
    expect(again).toMatchObject({ enabled: true, disabled_reason: null, failing_since: null });
  });

  it('that succeeds ends the failing', async () => {
    endpoint = (await addEndpoint()).endpoint_id;
    receiver.answers.push(answer(500));
    await emit();
    await attempted(1);
    await soon();
    await attempted(2);
    expect(await market.db('webhook_endpoint').where({ id: endpoint }).first('failing_since')).toEqual({
      failing_since: null,
    });
  });

  it('of a rotated secret bears both signatures for a day', async () => {
    const { secret: first, endpoint_id } = await addEndpoint();
    endpoint = endpoint_id;
    const { secret: second, previous_valid_until } = await market.succeed('forge-vendor', 'rotate_webhook_token', {
      endpoint_id,
    });
    expect(previous_valid_until).toBe(new Date(market.now().getTime() + DAY).toISOString());
    await emit();
    await attempted(1);
    const [overlapping] = receiver.received;
    if (overlapping === undefined) throw new Error('Nothing was received.');
    receiver.verify(overlapping, first);
    receiver.verify(overlapping, second);

    await market.db('webhook_endpoint').where({ id: endpoint }).update({ previous_secret_until: market.now() });
    await emit();
    await attempted(2);
    const later = receiver.received[1];
    if (later === undefined) throw new Error('Nothing more was received.');
    receiver.verify(later, second);
    expect(() => receiver.verify(later, first)).toThrow('No matching signature found');
  });

  it('that is slow holds up no other endpoint', async () => {
    const slow: (() => void)[] = [];
    endpoint = (await addEndpoint()).endpoint_id;
    const other = await addEndpoint({ url: 'https://hooks.example/other', events: ['package.published'] });
    receiver.answers.push(
      ...Array.from({ length: 4 }, () => (response: { end(): void }) => void slow.push(() => response.end())),
    );
    for (let count = 0; count < 40; count += 1) await emit({ count });
    await market.eventually(async () => expect(slow).toHaveLength(4));
    await emit({}, 'package.published');
    await market.eventually(async () =>
      expect(await market.db('webhook_delivery').where({ endpoint_id: other.endpoint_id })).toMatchObject([
        { status: 'delivered' },
      ]),
    );
    expect(receiver.received.filter(({ path }) => path === '/sales')).toHaveLength(4);
    for (const end of slow) end();
    await attempted(4);
    await market.eventually(async () => {
      await soon();
      expect(await attempts()).toHaveLength(40);
    });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(41);
  });
});
