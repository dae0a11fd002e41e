import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCustomerId } from '../../../runtime/market/demo/people.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

async function refused(principal: string, tool: string, input: object): Promise<readonly unknown[]> {
  const { status, body } = await market.call(principal, tool, input);
  return [status, body.code];
}

describe('applications', () => {
  it('of two at once for one name leave one vendor', async () => {
    const input = { name: 'Twice' };
    const answers = await market.race('lock vendor in exclusive mode', [
      () => market.call('acme-owner', 'apply_as_vendor', input),
      () => market.call('globex-owner', 'apply_as_vendor', { name: 'TWICE' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await market.db('vendor').whereRaw(`lower(name) = 'twice'`)).toHaveLength(1);
  });

  it('make a vendor of a buyer, in the tools that they are shown', async () => {
    expect(await refused('newcomer', 'list_vendors', {})).toEqual([403, 'FORBIDDEN']);
    const { vendor_id } = await market.succeed('newcomer', 'apply_as_vendor', { name: 'Acme Extensions' });
    await market.eventually(async () => {
      const { vendors } = await market.succeed('newcomer', 'list_vendors');
      expect(vendors.map((vendor: { vendor_id: string }) => vendor.vendor_id)).toContain(vendor_id);
    });
  });

  it('are for owners and admins', async () => {
    for (const principal of ['acme-developer', 'acme-billing', 'acme-viewer'])
      expect(await refused(principal, 'apply_as_vendor', { name: 'Mine' })).toEqual([403, 'FORBIDDEN']);
  });

  it.each([' Forge', 'Forge\u202e', 'For\nge', '', 'x'.repeat(61), '<b>Forge</b>', 'Forge\u0000'])(
    'under the name %j are refused',
    async (name) => {
      expect(await refused('acme-owner', 'apply_as_vendor', { name })).toEqual([422, 'VALIDATION_ERROR']);
    },
  );

  it.each(['javascript:alert(1)', 'ftp://acme.example.com', 'http://'])(
    'with the website %j are refused',
    async (website) => {
      expect(await refused('acme-owner', 'apply_as_vendor', { name: 'Mine', website })).toEqual([
        422,
        'VALIDATION_ERROR',
      ]);
    },
  );

  it('of a rejected vendor come to nothing where another has its name by now', async () => {
    await market.succeed('globex-owner', 'apply_as_vendor', { name: 'SMELT' });
    expect(await refused('anvil-vendor', 'apply_as_vendor', { name: 'Smelt' })).toEqual([409, 'VENDOR_NAME_TAKEN']);
    const vendor = await market.db('vendor').where({ id: 'ven_demo_smelt' }).first();
    expect(vendor).toMatchObject({ name: 'Smelt', status: 'rejected', row_version: 1 });
  });
});

describe('the roles of an organization that sells', () => {
  const forge = { organization_id: 'org_demo_forge', customer_id: demoCustomerId('forge-vendor') };
  const packageId = { package_id: 'pkg_demo_seo' };
  const calls: readonly (readonly [tool: string, input: object, may: readonly string[]])[] = [
    ['list_vendors', {}, ['admin', 'developer', 'billing', 'viewer']],
    ['list_packages', {}, ['admin', 'developer', 'billing', 'viewer']],
    ['get_vendor_dashboard', {}, ['admin', 'developer', 'billing', 'viewer']],
    ['get_stripe_connect_status', { vendor_id: 'ven_demo_forge' }, ['admin', 'developer', 'billing', 'viewer']],
    ['update_vendor_profile', { vendor_id: 'ven_demo_forge', profile: 'New.' }, ['admin']],
    ['start_stripe_connect_onboarding', { vendor_id: 'ven_demo_labs' }, ['admin']],
    ['set_package_status', { ...packageId, status: 'enabled' }, ['admin', 'developer']],
    ['set_package_pricing', { ...packageId, free: true }, ['admin', 'billing']],
  ];

  it.each(['admin', 'developer', 'billing', 'viewer'])('%s', async (role) => {
    // An organization keeps an owner: the demo's newcomer.
    await market
      .db('membership')
      .insert({ organization_id: 'org_demo_forge', customer_id: demoCustomerId('newcomer'), role: 'owner' })
      .onConflict(['organization_id', 'customer_id'])
      .ignore();
    await market.db('membership').where(forge).update({ role });
    await market.eventually(async () => {
      const { body } = await market.call('forge-vendor', 'whoami');
      expect(body.active_org.role).toBe(role);
    });
    for (const [tool, input, may] of calls) {
      const { status, body } = await market.call('forge-vendor', tool, input);
      expect([tool, status, body.code]).toEqual([
        tool,
        ...(may.includes(role) ? [200, undefined] : [403, 'FORBIDDEN']),
      ]);
    }
    const { vendors } = await market.succeed('forge-vendor', 'get_vendor_dashboard');
    // Where webhooks go is for those who may change it.
    expect(vendors[0].webhook_endpoints !== undefined).toBe(['admin', 'developer'].includes(role));
    await market.db('membership').where(forge).update({ role: 'owner' });
  });
});

describe('the dashboard', () => {
  it('tells what was sold and what it brought, and not to whom', async () => {
    const { vendors } = await market.succeed('globex-owner', 'get_vendor_dashboard');
    const [globex] = vendors.filter(({ vendor_id }: { vendor_id: string }) => vendor_id === 'ven_demo_globex');
    expect(globex.recent_orders.slice(0, 1)).toEqual([
      {
        order_number: expect.any(String),
        status: 'paid',
        placed_at: expect.any(String),
        lines: [{ composer_name: 'globex/search-suite', quantity: 1 }],
        net: { amount: '19.99', currency: 'GBP' },
        tax: { amount: '4.00', currency: 'GBP' },
        fee: { amount: '2.00', currency: 'GBP' },
        payout: { amount: '17.99', currency: 'GBP' },
      },
    ]);
    expect(JSON.stringify(vendors)).not.toMatch(/acme|cus_|ord_/i);
  });
});
