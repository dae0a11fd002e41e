import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMarketplace, type Marketplace } from '../../../runtime/market/marketplace.js';
import { createVault } from '../../../runtime/market/vault.js';
import { addEndpoint } from '../../../runtime/market/webhooks/add-endpoint.js';
import { emitEvent } from '../../../runtime/market/webhooks/events.js';
import { createPool } from '../../../runtime/store/postgres/pool.js';
import { bundled } from '../../acceptance/bundled.js';
import { startProcess } from '../../acceptance/server-process.js';
import type { TestDatabase } from '../../store/cluster.js';
import { poolSize } from '../../store/pool-size.js';
import { eventually } from '../jobs/eventually.js';
import { cloneDemo, log, secrets } from '../market.js';
import { openReceiver, type Receiver } from './receiver.js';

let database: TestDatabase;
let receiver: Receiver;
let db: ReturnType<typeof createPool>;
let endpoint: string;
const servers: Marketplace[] = [];

beforeEach(async () => {
  receiver = await openReceiver();
  database = await cloneDemo();
  db = createPool(database.connection, 2);
  const added = await addEndpoint(db, createVault(secrets), {
    organizationId: 'org_demo_forge',
    vendorId: 'ven_demo_forge',
    createdBy: 'cus_demo_forge_vendor',
    url: 'https://hooks.example/sales',
    description: null,
    events: ['order.paid'],
    enabled: true,
    now: new Date(),
  });
  if (!('row' in added)) throw new Error('The endpoint was not added.');
  endpoint = added.row.id;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await receiver.close();
  await db.destroy();
  await database.drop();
});

async function start(): Promise<void> {
  const outside = { allowed: [receiver.origin], aliases: { 'https://hooks.example': receiver.origin } };
  const server = await createMarketplace({ source: database.connection, poolSize, secrets, demo: true, log, outside });
  servers.push(server);
  await server.listen(0, '127.0.0.1');
}

const emit = (count: number) =>
  emitEvent(db, { organizationId: 'org_demo_forge', type: 'order.paid', data: { count }, now: new Date() });
const deliveries = () => db('webhook_delivery').where({ endpoint_id: endpoint });
const delivered = (count: number) =>
  eventually(async () => expect(await deliveries().where({ status: 'delivered', attempts: 1 })).toHaveLength(count));

describe('deliveries', () => {
  it('of two processes are made once each', async () => {
    await start();
    await start();
    for (let count = 0; count < 40; count += 1) await emit(count);
    await eventually(async () => {
      // Those that had to wait for a busy endpoint.
      await db.raw(`update pgboss.job set start_after = now() where state < 'active'`);
      await db.raw(`notify toolwright_jobs, 'webhook-delivery'`);
      expect(await deliveries().where({ status: 'delivered', attempts: 1 })).toHaveLength(40);
    });
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => index),
    );
  });

  it('of a process that is killed in the middle of one are made by the next, as the same event', async () => {
    const script = fileURLToPath(new URL('../../acceptance/crashing-server.ts', import.meta.url));
    const environment = { DATABASE_URL: database.url, OUTSIDE_URL: receiver.origin };
    const killed = await startProcess(process.cwd(), [await bundled(script), 'marketplace'], environment, /ready\n/);
    receiver.answers.push(() => {});
    await emit(1);
    await eventually(async () => expect(receiver.received).toHaveLength(1));
    await killed.stop('SIGKILL');
    await emit(2);
    expect(await deliveries().where({ status: 'pending', attempts: 0 })).toHaveLength(2);

    // What passes until a job counts as lost, and until its next try.
    await db.raw(`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`);
    await start();
    await eventually(async () => expect(await db('pgboss.job').where({ state: 'active' })).toEqual([]));
    await db.raw(`update pgboss.job set start_after = now() where state = 'retry'`);
    await db.raw(`notify toolwright_jobs, 'webhook-delivery'`);
    await delivered(2);
    const sent = receiver.received.map(({ headers, body }) => [JSON.parse(body).data.count, headers['webhook-id']]);
    expect(sent.map(([count]) => count).sort()).toEqual([1, 1, 2]);
    expect(new Set(sent.map(([, id]) => id)).size).toBe(2);
  });
});
