import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitEvent } from '../../../runtime/market/webhooks/events.js';
import { type Market, openMarket } from '../market.js';

const now = new Date('2026-11-21T10:00:00Z');

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  await market.db('webhook_endpoint').insert(
    [
      { id: 'whe_both', events: ['order.paid', 'license.created'], enabled: true },
      { id: 'whe_paid', events: ['order.paid'], enabled: true },
      { id: 'whe_off', events: ['order.paid'], enabled: false },
    ].map((row) => ({
      ...row,
      organization_id: 'org_demo_forge',
      vendor_id: 'ven_demo_forge',
      url: `https://hooks.example.com/${row.id}`,
      secret_sealed: 'sealed',
    })),
  );
});
afterAll(() => market.close());

const emitted = () => market.db('webhook_event').where({ created_at: now });
const jobs = (queue: string) => market.db('pgboss.job').where({ name: queue }).select('data').orderBy('created_on');

describe('an event', () => {
  it('makes a delivery and a job for each endpoint that is enabled and wants its type', async () => {
    await market.db.transaction((db) =>
      emitEvent(db, { organizationId: 'org_demo_forge', type: 'order.paid', data: { order_id: 'ord_1' }, now }),
    );
    const events = await emitted();
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
        organization_id: 'org_demo_forge',
        type: 'order.paid',
        data: { order_id: 'ord_1' },
        created_at: now,
      },
    ]);
    const deliveries = await market.db('webhook_delivery').where({ created_at: now }).orderBy('endpoint_id');
    expect(deliveries.map(({ endpoint_id, event_id }) => [endpoint_id, event_id])).toEqual([
      ['whe_both', events[0].id],
      ['whe_paid', events[0].id],
    ]);
    expect((await jobs('webhook-delivery')).map(({ data }) => data).sort(byDelivery)).toEqual(
      deliveries.map(({ id }) => ({ delivery: id, attempt: 1 })).sort(byDelivery),
    );
  });

  it('is nobody’s where the transaction is rolled back, or no endpoint of this vendor wants it', async () => {
    const before = await jobs('webhook-delivery');
    const event = { organizationId: 'org_demo_forge', type: 'order.paid', data: {}, now } as const;
    const undone = await market.db.transaction();
    await emitEvent(undone, event);
    await undone.rollback();
    await emitEvent(market.db, { ...event, type: 'package.published' });
    await emitEvent(market.db, { ...event, organizationId: 'org_demo_globex' });
    await emitEvent(market.db, { ...event, vendorId: 'ven_demo_globex' });
    expect(await jobs('webhook-delivery')).toEqual(before);
    expect(await emitted()).toHaveLength(1);
  });

  it('may be told by a call, which can neither see what it made nor ask for other jobs', async () => {
    const call = await market.db.transaction();
    await call.raw(`set local role app`);
    await call.raw(`set local toolwright.org = 'org_demo_acme'`);
    await emitEvent(call, { organizationId: 'org_demo_forge', type: 'license.created', data: {}, now });
    expect(await call('webhook_event')).toEqual([]);
    const asked = call.transaction((savepoint) => savepoint.raw(`select enqueue_job('mail', '{}')`));
    await expect(asked).rejects.toThrow(/permission denied for function enqueue_job/);
    await call.commit();
    expect(await emitted().where({ type: 'license.created' })).toHaveLength(1);
  });
});

const byDelivery = (one: { delivery: string }, other: { delivery: string }) => (one.delivery < other.delivery ? -1 : 1);
