import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromSource } from '../../acceptance/project-copy.js';
import { Visit } from '../../web/visit.js';
import { consent } from '../git/consent.js';
import { acme, openShop, type Shop, tool } from '../orders/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  await shop.finish();
  await shop.db('cart').delete();
});
afterAll(() => shop?.close());

const audit = () => shop.db('toolwright.audit').whereIn('wire', ['web', 'cli']);
const columns = ['wire', 'tool', 'write_mode', 'principal_id', 'tenant_id', 'arguments', 'outcome', 'gate'] as const;

/** The rows that something leaves, those that follow behind included. */
async function rowsOf(run: () => Promise<unknown>, expected = 1) {
  const before = await audit().pluck('id');
  await run();
  const rows = () =>
    audit()
      .whereNotIn('id', before)
      .orderBy('at')
      .select(...columns, 'connection_id', 'trace_id', 'duration_ms');
  await shop.eventually(async () => expect(await rows()).toHaveLength(expected));
  return rows();
}

async function visitor(principal: string): Promise<{ visit: Visit; token: string }> {
  const visit = new Visit(shop.url);
  await visit.signIn(principal);
  return { visit, token: await visit.token('/account/') };
}

/** The parts of a row that are the same for a test's person. */
const row = (name: string, more: object) => ({
  wire: 'web',
  tool: name,
  write_mode: 'update',
  principal_id: 'cus_demo_acme_owner',
  tenant_id: acme,
  outcome: 'ok',
  gate: null,
  connection_id: expect.stringMatching(/./),
  trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  duration_ms: expect.any(Number),
  ...more,
});

describe('what a person does on a page leaves one row in the audit', () => {
  test('the cart', async () => {
    await shop.fill({ pkg_demo_checkout: 2, pkg_demo_seo: 1 });
    const { visit, token } = await visitor('acme-owner');
    const send = (page: string, fields: Readonly<Record<string, string>>) => () =>
      visit.post(`/account/cart/${page}`, { token, org: acme, ...fields });
    expect(await rowsOf(send('remove', { package: 'forge/seo-kit' }))).toEqual([
      row('POST /account/cart/remove', { arguments: { package: 'forge/seo-kit' } }),
    ]);
    expect(await rowsOf(send('coupon', { code: 'WELCOME10' }))).toEqual([
      row('POST /account/cart/coupon', { arguments: { code: 'WELCOME10' } }),
    ]);
    expect(await rowsOf(send('coupon', { code: 'NOTHING' }))).toEqual([
      row('POST /account/cart/coupon', { arguments: { code: 'NOTHING' }, outcome: 'COUPON_NOT_FOUND' }),
    ]);
  });

  test('the checkout, and giving it up', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const { visit, token } = await visitor('acme-owner');
    const opened = await rowsOf(() => visit.post('/account/checkout', { token, org: acme }));
    const [order] = await shop.db('customer_order').where({ organization_id: acme }).orderBy('placed_at', 'desc');
    const of = { arguments: { order: order.id } };
    expect(opened).toEqual([row('POST /account/checkout', { ...of, write_mode: 'create' })]);
    const cancelled = `/account/checkout/cancelled?org=${acme}&order=${order.id}`;
    expect(await rowsOf(() => visit.send(cancelled))).toEqual([row('GET /account/checkout/cancelled', of)]);
    expect((await shop.db('customer_order').where({ id: order.id }).first()).status).toBe('failed');
  });

  test('a checkout that Stripe does not open', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const { visit, token } = await visitor('acme-owner');
    shop.double.befall('fails', 1);
    const rows = await rowsOf(() => visit.post('/account/checkout', { token, org: acme }));
    expect(rows).toMatchObject([{ tool: 'POST /account/checkout', outcome: 'ok' }]);
  });

  test('cards', async () => {
    const { visit, token } = await visitor('acme-owner');
    expect(await rowsOf(() => visit.post('/account/cards/add', { token, org: acme }))).toEqual([
      row('POST /account/cards/add', { arguments: {}, write_mode: 'create' }),
    ]);
  });

  test('a delivery that is sent again, to an endpoint that takes none', async () => {
    const { visit, token } = await visitor('forge-vendor');
    const form = { token, organization: 'org_demo_forge', delivery: 'whd_demo_portal' };
    const who = { principal_id: 'cus_demo_forge_vendor', tenant_id: 'org_demo_forge', write_mode: 'create' };
    expect(await rowsOf(() => visit.post('/account/webhooks/resend', form))).toEqual([
      row('POST /account/webhooks/resend', {
        ...{ ...who, arguments: { delivery: 'whd_demo_portal' }, outcome: 'CONFLICT' },
      }),
    ]);
  });

  test('what staff decide', async () => {
    const { visit, token } = await visitor('staff');
    const staff = { principal_id: 'cus_demo_staff' };
    const note = 'Welcome. The password is https://anvil:hunter2hunter2@example.com';
    const path = '/account/staff/vendors/ven_demo_anvil';
    const [decided] = await rowsOf(() => visit.post(path, { token, decision: 'approved', note }));
    expect(decided).toEqual(
      row('POST /account/staff/vendors/:vendor', {
        ...staff,
        tenant_id: 'org_demo_anvil',
        arguments: {
          vendor: 'ven_demo_anvil',
          decision: 'approved',
          note: 'Welcome. The password is https://[credentials]@example.com',
        },
      }),
    );
    const back = (id: string) => () => visit.post(`/account/staff/orders/${id}/refund`, { token });
    expect(await rowsOf(back('ord_demo_1001'))).toEqual([
      row('POST /account/staff/orders/:order/refund', {
        ...staff,
        tenant_id: acme,
        arguments: { order: 'ord_demo_1001' },
      }),
    ]);
    expect(await rowsOf(back('ord_none'))).toEqual([
      row('POST /account/staff/orders/:order/refund', {
        ...staff,
        tenant_id: null,
        arguments: { order: 'ord_none' },
        outcome: 'NOT_FOUND',
      }),
    ]);
  });

  test.each([
    ['github', 'authorize', 'ok'],
    ['gitlab', 'decline', 'DECLINED'],
  ] as const)('coming back from %s: %s', async (provider, decision, outcome) => {
    const { visit } = await visitor('newcomer');
    const asked = await shop.succeed('newcomer', 'start_git_integration', { provider });
    const path = await consent(asked.oauth_url, { decision });
    const [{ id }] = await shop.db('git_integration').where({ customer_id: 'cus_demo_newcomer', provider });
    const rows = await rowsOf(() => visit.send(path));
    expect(rows).toEqual([
      row('GET /account/git/callback', {
        ...{ principal_id: 'cus_demo_newcomer', tenant_id: 'org_demo_newcomer', outcome },
        arguments: { integration: id, provider },
      }),
    ]);
  });
});

describe('what is refused leaves one too', () => {
  test('for want of a privilege, of a token and of a person', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const { visit, token } = await visitor('acme-viewer');
    const viewer = { principal_id: 'cus_demo_acme_viewer', arguments: {}, outcome: 'FORBIDDEN' };
    const remove = (fields: Readonly<Record<string, string>>) => () => visit.post('/account/cart/remove', fields);
    expect(await rowsOf(remove({ token, org: acme }))).toEqual([row('POST /account/cart/remove', viewer)]);
    const stale = row('POST /account/cart/remove', { ...viewer, tenant_id: 'org_demo_viewer' });
    expect(await rowsOf(remove({ org: acme }))).toEqual([stale]);
    const [stranger] = await rowsOf(() => new Visit(shop.url).post('/account/cart/remove', { org: acme }));
    expect(stranger).toMatchObject({
      ...{ wire: 'web', tool: 'POST /account/cart/remove', arguments: {} },
      ...{ principal_id: null, outcome: 'UNAUTHORIZED' },
    });
    expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 1 });
  });

  test('and what cannot be audited is not done', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const { visit, token } = await visitor('acme-owner');
    const fields = { token, org: acme, package: 'forge/checkout-booster' };
    await shop.db.raw('revoke insert on toolwright.audit from app');
    const rows = await rowsOf(() => visit.post('/account/cart/remove', fields));
    await shop.db.raw('grant insert on toolwright.audit to app');
    expect(rows).toMatchObject([{ tool: 'POST /account/cart/remove', outcome: 'INTERNAL_ERROR' }]);
    expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 1 });
  });
});

describe('what is done at the command line leaves one too', () => {
  const run = promisify(execFile);
  const toolwright = (...argv: readonly string[]) =>
    run(process.execPath, [...fromSource, 'generator/main.ts', ...argv], {
      env: { PATH: process.env.PATH, DATABASE_URL: shop.databaseUrl },
    });
  const done = (name: string, more: object) =>
    row(name, { wire: 'cli', principal_id: null, connection_id: null, ...more });

  test('vendor reject', async () => {
    const rows = await rowsOf(() => toolwright('vendor', 'reject', 'anvil', '--note', 'Too heavy'));
    const arguments_ = { vendor: 'ven_demo_anvil', note: 'Too heavy' };
    expect(rows).toEqual([done('toolwright vendor reject', { tenant_id: 'org_demo_anvil', arguments: arguments_ })]);
  });

  test('refund, once', async () => {
    await shop.fill({ pkg_demo_checkout: 1 });
    const { order_id } = await shop.succeed('acme-owner', tool);
    await shop.finish();
    const rows = await rowsOf(() => toolwright('refund', order_id));
    expect(rows).toEqual([done('toolwright refund', { arguments: { order: order_id } })]);
    await rowsOf(() => toolwright('refund', order_id), 0);
  });
});
