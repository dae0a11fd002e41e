import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

it('leaving sent twice with its key leaves one organization, though calls act in the next by then', async () => {
  const { org_id: bureau } = await market.succeed('acme-billing', 'create_org', { name: 'Billing Bureau' });
  const left = { left_org_id: 'org_demo_acme', active_org_id: bureau };
  const input = { idempotency_key: 'leave once' };
  expect(await market.succeed('acme-billing', 'leave_org', input)).toEqual(left);
  expect(await market.succeed('acme-billing', 'leave_org', input)).toEqual(left);
  const memberships = await market.db('membership').where({ organization_id: bureau }).count().first();
  expect(memberships).toEqual({ count: 1 });
});
