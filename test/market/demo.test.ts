import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../runtime/market/demo/seed.js';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { createVault } from '../../runtime/market/vault.js';
import { log, type Market, openMarket } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

it('adds up to the cent', async () => {
  const { rows } = await market.db.raw(`
    select o.id, o.subtotal_minor, o.discount_minor, o.tax_minor, o.total_minor, i.total_minor as invoiced,
      (select sum(total_minor)::int from order_line l where l.order_id = o.id) as lines,
      round((o.subtotal_minor - o.discount_minor) * 0.2)::int as tax
    from customer_order o join invoice i on i.order_id = o.id`);
  expect(rows).toHaveLength(5);
  for (const { subtotal_minor, discount_minor, tax_minor, total_minor, invoiced, lines, tax } of rows) {
    expect({ lines, tax: tax_minor, total: total_minor, invoiced }).toEqual({
      lines: subtotal_minor,
      tax,
      total: lines - discount_minor + tax,
      invoiced: total_minor,
    });
  }
});

it('gives each principal three keys: one writes, one does and asks, one does not', async () => {
  for (const [suffix, status, code] of [
    ['', 409, 'PROJECT_NAME_TAKEN'],
    ['_ask', 409, 'PROJECT_NAME_TAKEN'],
    ['_ro', 403, 'WRITE_NOT_ALLOWED'],
  ] as const) {
    const answer = await market.call('acme-developer', 'create_project', { name: 'Storefront' }, suffix);
    expect([suffix, answer.status, answer.body.code]).toEqual([suffix, status, code]);
  }
  const keys = await market.db('toolwright.connection').select('writes', 'confirm');
  expect(keys).toHaveLength(30);
});

it('seeded again changes nothing but the expiry of invites that wait', async () => {
  const state = async () =>
    JSON.stringify([
      await market.db('project').orderBy('id'),
      await market.db('project_credential').orderBy('id'),
      await market.db('customer').orderBy('id'),
      await market.db('invite').orderBy('id').select('id', 'status'),
    ]);
  const before = await state();
  const later = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);
  await seedDemo(market.db, createVault(['another secret']), later);
  expect(await state()).toBe(before);
  const expiries = await market.db('invite').orderBy('id').select('id', 'expires_at');
  const waiting = expiries.filter(({ expires_at }) => expires_at > later).map(({ id }) => id);
  expect(waiting).toEqual(['inv_demo_acme_newcomer', 'inv_demo_globex_developer', 'inv_demo_globex_viewer']);
});

it('has keys that open nothing where the demo may not be', async () => {
  const elsewhere = await createMarketplace({
    source: market.source,
    secrets: ['a secret'],
    demo: false,
    log,
  });
  const { url } = await elsewhere.listen(0, '127.0.0.1');
  const response = await fetch(`${url}/mcp/tools`, { headers: { authorization: 'Bearer sk_demo_acme-owner' } });
  expect(response.status).toBe(401);
  await elsewhere.close();
});
