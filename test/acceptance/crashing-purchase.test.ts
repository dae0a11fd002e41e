import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { type OpenedStripe, openStripe } from '../../runtime/market/payments/open-stripe.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDemo } from '../market/market.js';
import { expectBooksToAddUp } from '../market/orders/books.js';
import type { TestDatabase } from '../store/cluster.js';
import { bundled } from './bundled.js';
import { installKillPoints, killPoints, lead, type Progress } from './kill-points.js';
import { type ServerProcess, startProcess } from './server-process.js';

const item = { package: 'forge/checkout-booster', quantity: 2, project_id: 'prj_demo_storefront' };

let database: TestDatabase;
let db: Knex;
let stripe: OpenedStripe;
let server: ServerProcess;

beforeAll(async () => {
  database = await cloneDemo();
  db = createPool(database.connection, 4);
  const source = database.connection;
  stripe = await openStripe({ secretKey: null, webhookSecret: null, source, address: () => '', work: false });
  server = await start();
});

afterAll(async () => {
  await server?.stop('SIGKILL');
  await stripe?.close();
  await db?.destroy();
  await database?.drop();
});

async function start(): Promise<ServerProcess> {
  const script = fileURLToPath(new URL('./crashing-server.ts', import.meta.url));
  const environment = { DATABASE_URL: database.url, OUTSIDE_URL: '' };
  return startProcess(process.cwd(), [await bundled(script), 'marketplace'], environment, /ready\n/);
}

/** Sends it until it is answered, to whichever server there is. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
async function call(tool: string, input: object): Promise<any> {
  for (;;) {
    const response = await fetch(`${server.url}/mcp/tools/call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demoKey('acme-owner')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tool, arguments: input }),
    }).catch(() => null);
    // biome-ignore lint/suspicious/noExplicitAny: whatever came
    const body: any = await response?.json().catch(() => null);
    if (response?.status === 200 && body) return body;
    const mayPass = !response || !body || response.status === 500 || body.in_progress === true;
    if (!mayPass) throw new Error(`${tool} answers ${response?.status} ${JSON.stringify(body)}`);
    await delay(10);
  }
}

/** What has come about of the purchase that began when only `known` orders were there. */
function progressSince(known: string[]): () => Promise<Progress> {
  return async () => {
    const { rows } = await db.raw(
      `with o as (select * from customer_order where not id = any (?)),
        s as (select * from stripe_double.object where body->'metadata'->>'order_id' in (select id from o))
       select (select count(*)::int from o) as orders,
        (select count(*)::int from s where type = 'payment_intent') as charges,
        (select count(*)::int from o where payment_intent_id is not null) as known,
        (select count(*)::int from licence where order_id in (select id from o)) as licences,
        (select count(*)::int from licence where order_id in (select id from o) and project_id is not null) as attached,
        (select count(*)::int from s where type = 'transfer') as transfers`,
      [known],
    );
    return rows[0];
  };
}

/** Lets Stripe's events come now, or for a while not. */
async function postponeEvents(interval: '0' | '1 hour'): Promise<void> {
  const due_at = db.raw('now() + ?::interval', [interval]);
  await db('stripe_double.delivery').where({ delivered_at: null }).update({ due_at });
}

/**
 * Buys, is killed at the last stop, and buys again under the same key from the server that comes after: before Stripe's
 * events come again, or while they do.
 */
async function buyAndDie(point: string, tool: string, input: object, events: 'later' | 'meanwhile') {
  const progress = progressSince(await db('customer_order').pluck('id'));
  let bought: Promise<unknown> = Promise.resolve();
  const letGo = await lead(db, installKillPoints[point] ?? [], progress, () => {
    bought = call(tool, { ...input, idempotency_key: randomUUID() });
    bought.catch(() => {});
  });
  await server.stop('SIGKILL');
  // PostgreSQL would still do what waits for the lock, and does not know that nobody waits for it any more.
  await db.raw(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  await letGo();
  // Jobs of the dead are taken over when their time is up; here it is.
  await db.raw(`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`);
  if (events === 'later') await postponeEvents('1 hour');
  server = await start();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  const answer = (await bought) as any;
  await postponeEvents('0');
  for (let tries = 0; (await progress()).transfers === 0 && tries < 600; tries += 1) await delay(100);
  return { answer, progress: await progress() };
}

/** Once each, whenever the server was killed. */
const once: Omit<Progress, 'attached'> = { orders: 1, charges: 1, known: 1, licences: 2, transfers: 1 };

async function expectNothingElse(): Promise<void> {
  expect(await db('customer_order').whereRaw("status <> 'paid' and id not like 'ord_demo_%'")).toEqual([]);
  expect(await db('cart_line').where({ organization_id: 'org_demo_acme' })).toEqual([]);
  await expectBooksToAddUp({ db, stripe });
}

describe('a purchase is charged once and no licence is lost when the server is killed', () => {
  it.each(Object.keys(killPoints))('%s', async (point) => {
    const { project_id: _, ...pieces } = item;
    await call('add_to_cart', { ...pieces, idempotency_key: randomUUID() });
    const { answer, progress } = await buyAndDie(point, 'place_order_with_saved_method', {}, 'later');
    expect(answer.lines).toMatchObject([pieces]);
    expect(progress).toEqual({ ...once, attached: 0 });
    await expectNothingElse();
  });
});

describe('and so is one that installs what it buys', () => {
  it.each(Object.keys(installKillPoints))('%s', async (point) => {
    const { answer, progress } = await buyAndDie(
      point,
      'purchase_and_install_packages',
      { items: [item] },
      'meanwhile',
    );
    const [result] = answer.results;
    // Where Stripe's event takes its time, the licences are there later, to be attached by whoever wants to.
    expect(['done', 'pending']).toContain(result.status);
    expect(result.value.license_ids).toHaveLength(result.status === 'done' ? 2 : 0);
    expect(progress).toEqual({ ...once, attached: result.status === 'done' ? 2 : progress.attached });
    await expectNothingElse();
  });
});
