import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { openStripe } from '../../runtime/market/payments/open-stripe.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { cloneDemo } from '../market/market.js';
import { expectBooksToAddUp } from '../market/orders/books.js';
import { fromSource } from './project-copy.js';
import { type ServerProcess, startProcess } from './server-process.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const PURCHASES = 5;

it('a purchase is charged once and no licence is lost, whenever the server is killed', async () => {
  const database = await cloneDemo();
  closing.push(() => database.drop());
  const db = createPool(database.connection, 2);
  closing.push(() => db.destroy());
  const script = fileURLToPath(new URL('./crashing-server.ts', import.meta.url));
  const environment = { DATABASE_URL: database.url, OUTSIDE_URL: '' };
  const start = () => startProcess(process.cwd(), [...fromSource, script, 'marketplace'], environment, /ready\n/);

  let server: ServerProcess = await start();
  let next: Promise<ServerProcess> | null = null;
  closing.push(() => server.stop('SIGKILL'));
  closing.push(async () => (await next)?.stop('SIGKILL'));

  /** Sends it under its key until it is answered. */
  async function call(tool: string, input: object): Promise<{ readonly order_id: string }> {
    for (;;) {
      const response = await fetch(`${server.url}/mcp/tools/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${demoKey('acme-owner')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tool, arguments: input }),
      }).catch(() => null);
      const body = await response?.json().catch(() => null);
      if (response?.status === 200 && body) return body;
      const mayPass = !response || !body || response.status === 500 || body.in_progress === true;
      if (!mayPass) throw new Error(`${tool} answers ${response?.status} ${JSON.stringify(body)}`);
      await delay(10);
    }
  }

  const orders: string[] = [];
  for (let purchase = 0; purchase < PURCHASES; purchase += 1) {
    next ??= start();
    const successor = await next;
    await call('add_to_cart', { package: 'forge/checkout-booster', quantity: 2, idempotency_key: randomUUID() });
    const killing = delay(purchase * 30).then(async () => {
      const killed = server;
      server = successor;
      await killed.stop('SIGKILL');
    });
    const placed = call('place_order_with_saved_method', { idempotency_key: randomUUID() });
    next = start();
    orders.push((await placed).order_id);
    await killing;
  }

  expect(new Set(orders).size).toBe(PURCHASES);
  const unpaid = () => db('customer_order').whereNot({ status: 'paid' });
  for (let tries = 0; (await unpaid()).length > 0 && tries < 300; tries += 1) await delay(100);
  expect(await unpaid()).toEqual([]);
  expect(await db('licence').whereIn('order_id', orders)).toHaveLength(PURCHASES * 2);
  expect(await db('customer_order').where({ kind: 'purchase', organization_id: 'org_demo_acme' })).toHaveLength(
    PURCHASES + 1,
  );
  const stripe = await openStripe({
    secretKey: null,
    webhookSecret: null,
    source: database.connection,
    address: () => '',
    work: false,
  });
  closing.push(stripe.close);
  await expectBooksToAddUp({ db, stripe });
}, 300_000);
