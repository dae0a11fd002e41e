import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { taxOf } from '../../../runtime/market/billing/tax-rates.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

const leeds = { name: 'Acme Ltd', line1: '9 Quay Street', city: 'Leeds', postal_code: 'LS1 4AP', country: 'GB' };

const addresses = async (principal: string) =>
  (await market.succeed(principal, 'list_billing_addresses')).addresses.map(
    ({ address_id, is_default }: { address_id: string; is_default: boolean }) => [address_id, is_default],
  );

describe('the address book', () => {
  test('has one default at any time: the first, the chosen, the newest of those left', async () => {
    const added = await market.succeed('acme-billing', 'add_billing_address', leeds);
    expect(await addresses('acme-viewer')).toEqual([
      ['adr_demo_acme', true],
      [added.address_id, false],
      ['adr_demo_acme_paris', false],
    ]);
    const dry = await market.succeed('acme-owner', 'delete_billing_address', {
      address_id: 'adr_demo_acme',
      dry_run: true,
    });
    expect(dry.answer).toEqual({ address_id: 'adr_demo_acme', default_address_id: added.address_id });
    expect((await addresses('acme-owner'))[0]).toEqual(['adr_demo_acme', true]);
    await market.succeed('acme-owner', 'delete_billing_address', { address_id: 'adr_demo_acme' });
    expect(await addresses('acme-owner')).toEqual([
      [added.address_id, true],
      ['adr_demo_acme_paris', false],
    ]);
    await market.succeed('acme-owner', 'set_default_billing_address', { address_id: 'adr_demo_acme_paris' });
    await market.succeed('acme-owner', 'delete_billing_address', { address_id: added.address_id });
    expect(await addresses('acme-owner')).toEqual([['adr_demo_acme_paris', true]]);
  });

  test('two who choose at the same time leave one default', async () => {
    const { address_id } = await market.succeed('globex-owner', 'add_billing_address', { ...leeds, country: 'DE' });
    const lock = `select pg_advisory_xact_lock(hashtextextended('addresses of org_demo_globex', 0))`;
    const answers = await market.race(lock, [
      () => market.call('globex-owner', 'set_default_billing_address', { address_id }),
      () => market.call('globex-owner', 'delete_billing_address', { address_id: 'adr_demo_globex' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await addresses('globex-owner')).toEqual([[address_id, true]]);
  });
});

test('countries have their standard rate, and none where it is a matter of states', async () => {
  const rates = await Promise.all(['GB', 'CH', 'FI', 'NZ', 'US', null].map((country) => taxOf(market.db, country)));
  expect(rates.map(({ basisPoints }) => basisPoints)).toEqual([2000, 810, 2550, 1500, 0, 0]);
  expect(await market.db('tax_rate').count({ all: '*' }).first()).toEqual({ all: 45 });
});
