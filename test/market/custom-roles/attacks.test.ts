import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMarketplace } from '../../../runtime/market/marketplace.js';
import { poolSize } from '../../store/pool-size.js';
import { Visit } from '../../web/visit.js';
import { log, type Market, openMarket, secrets } from '../market.js';
import { openStaff, privilege, rolesPath, type Staff } from './staff.js';

let market: Market;
let staff: Staff;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  staff = await openStaff(market);
});
afterAll(() => market?.close());

const kept = () => market.db('toolwright.custom_role').orderBy('title').select('id', 'title', 'privileges', 'version');
const customOf = async (customer_id: string, organization_id = 'org_demo_acme') =>
  (await market.db('membership').where({ customer_id, organization_id }).first('custom_role'))?.custom_role;

describe('escalation by a forged form', () => {
  it('makes no role of wildcards, unknown privileges, or of nobody', async () => {
    const before = await kept();
    for (const fields of [
      [
        ['title', 'All'],
        ['audience', 'buyer'],
        ['privilege', 'marketplace:*:read'],
      ],
      [
        ['title', 'All'],
        ['audience', 'buyer'],
        ['privilege', '*'],
      ],
      [
        ['title', 'All'],
        ['audience', 'buyer'],
        ['privilege', 'marketplace:shop:rule'],
      ],
      [['title', 'All'], ['audience', 'king'], privilege('cart:read')],
      [['title', 'Owner'], ['audience', 'buyer'], privilege('cart:read')],
      [['title', ''], ['audience', 'buyer'], privilege('cart:read')],
    ] as const) {
      expect((await staff.send(rolesPath, fields)).status).toBe(422);
    }
    expect(await kept()).toEqual(before);
  });

  it('gives a role nothing that is for others than the role', async () => {
    const sells = [['title', 'Sells'], ['audience', 'buyer'], privilege('package:price')] as const;
    const answer = await staff.send(rolesPath, sells);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('marketplace:package:price is for vendor, whom the role is not for.');
    const id = await staff.make('For buyers', ['cart:read'], ['buyer']);
    const edited = [
      ['version', '1'],
      ['title', 'For buyers'],
      ['audience', 'vendor'],
      privilege('package:price'),
    ] as const;
    expect((await staff.send(`${rolesPath}/${id}`, edited)).status).toBe(422);
    expect(await market.db('toolwright.custom_role').where({ id }).first('privileges', 'audiences')).toEqual({
      privileges: ['marketplace:cart:read'],
      audiences: ['buyer'],
    });
  });

  it('changes no declared role', async () => {
    for (const path of [`${rolesPath}/viewer`, `${rolesPath}/viewer/delete`]) {
      expect((await staff.send(path, [['version', '1'], ['title', 'viewer'], privilege('order:place')])).status).toBe(
        404,
      );
    }
  });

  it('is nobody’s but the operators’', async () => {
    const owner = await openStaff(market, 'acme-owner');
    const id = await staff.make('Not theirs', ['cart:read']);
    for (const answer of [
      await owner.send(rolesPath, [['title', 'Mine'], ['audience', 'buyer'], privilege('order:place')]),
      await owner.change(id, 1, ['order:place']),
      await owner.send(`${rolesPath}/${id}/delete`, []),
      await owner.give('acme-viewer', id),
      await owner.visit.send(rolesPath),
      await owner.visit.send(`${rolesPath}/new`),
      await owner.visit.send(`${rolesPath}/${id}`),
      await owner.visit.send('/account/staff/people?q=a'),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect(await customOf('cus_demo_acme_viewer')).toBeNull();
  });

  it('gives nothing to oneself, to owners, to strangers of an organization, or for the wrong people', async () => {
    const id = await staff.make('Given wrongly', ['cart:read'], ['buyer']);
    const ofStaff = await staff.make('Of the platform', [], ['staff']);
    expect((await staff.give('staff', ofStaff, '')).status).toBe(403);
    expect((await staff.give('acme-owner', id)).status).toBe(409);
    expect((await staff.give('globex-owner', id)).status).toBe(404);
    expect((await staff.give('acme-viewer', id, '')).status).toBe(404);
    expect((await staff.give('acme-viewer', ofStaff)).status).toBe(409);
    expect((await staff.give('acme-viewer', 'rol_000000000000000000000000')).status).toBe(409);
    expect(await market.db('membership').whereIn('custom_role', [id, ofStaff])).toEqual([]);
    expect(await market.db('customer').whereNotNull('custom_role').select('id')).toEqual([]);
  });

  it('by inviting or promoting: who may manage members gives no more than they have', async () => {
    const id = await staff.make('Manages members', ['member:manage', 'member:read']);
    await staff.give('acme-developer', id);
    const member = { customer_id: 'cus_demo_acme_developer' };
    await market.eventually(async () => {
      const promoted = await market.call('acme-developer', 'manage_org_member', {
        action: 'change_role',
        ...member,
        role: 'admin',
      });
      expect([promoted.status, promoted.body.code]).toEqual([403, 'OWNERS_ONLY']);
    });
    const invited = await market.call('acme-developer', 'manage_org_member', {
      ...{ action: 'invite', email: 'accomplice@example.com', role: 'viewer' },
    });
    expect([invited.status, invited.body.code]).toEqual([403, 'OWNERS_ONLY']);
    expect(await customOf('cus_demo_acme_developer')).toBe(id);
    await staff.give('acme-developer', '');
  });
});

describe('a role that one has oneself', () => {
  it('is changed and deleted by somebody else', async () => {
    const id = await staff.make('Limited staff', [], ['staff']);
    await market.db('customer').where({ id: 'cus_demo_staff' }).update({ custom_role: id });
    const changed = await staff.change(id, 1, []);
    expect(changed.status).toBe(403);
    expect(await changed.text()).toContain('You have this role yourself');
    expect((await staff.send(`${rolesPath}/${id}/delete`, [])).status).toBe(403);
    await market.db('customer').where({ id: 'cus_demo_staff' }).update({ custom_role: null });
  });
});

describe('a role in use', () => {
  it('is not deleted, be it given in another process at the same moment', async () => {
    const id = await staff.make('In use', ['cart:read']);
    const giving = await market.db.transaction();
    await giving('membership')
      .where({ organization_id: 'org_demo_acme', customer_id: 'cus_demo_acme_viewer' })
      .update({ custom_role: id });
    const second = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, work: false, log });
    const { url } = await second.listen(0, '127.0.0.1');
    const elsewhere = await openStaff({ ...market, url });
    // The page sees nobody who has it yet; the database knows better.
    const deleted = elsewhere.send(`${rolesPath}/${id}/delete`, []);
    await market.eventually(async () => {
      const { rows } = await market.db.raw(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows[0].waiting).toBeGreaterThan(0);
    });
    await giving.commit();
    const answer = await deleted;
    expect([answer.status, (await answer.text()).includes('Somebody has this role')]).toEqual([409, true]);
    expect(await customOf('cus_demo_acme_viewer')).toBe(id);
    await staff.give('acme-viewer', '');
    expect((await elsewhere.send(`${rolesPath}/${id}/delete`, [])).status).toBe(303);
    expect((await staff.change(id, 1, ['order:place'])).status).toBe(404);
    await second.close();
  });

  it('is not overwritten by whoever saw an older one', async () => {
    const id = await staff.make('Two at a time', ['cart:read']);
    expect((await staff.change(id, 1, ['cart:read', 'cart:change'], 'Two at once')).status).toBe(303);
    expect((await staff.change(id, 1, ['order:place'], 'Two at once')).status).toBe(409);
    expect(await market.db('toolwright.custom_role').where({ id }).first('privileges', 'version')).toEqual({
      privileges: ['marketplace:cart:change', 'marketplace:cart:read'],
      version: 2,
    });
  });
});

describe('CSRF', () => {
  it('none of the forms is taken without its token, with another’s, or from another site', async () => {
    const id = await staff.make('Forged', ['cart:read']);
    const theirs = await (await openStaff(market, 'acme-owner')).visit.token('/account/');
    const before = await kept();
    for (const [path, fields] of [
      [rolesPath, { title: 'CSRF', audience: 'buyer' }],
      [`${rolesPath}/${id}`, { version: '1', title: 'CSRF' }],
      [`${rolesPath}/${id}/delete`, {}],
      ['/account/staff/people/cus_demo_acme_viewer/role', { org: 'org_demo_acme', role: id }],
    ] as const) {
      for (const answer of [
        await staff.visit.post(path, fields),
        await staff.visit.post(path, { ...fields, token: theirs }),
        await staff.visit.post(path, { ...fields, token: staff.token }, { 'sec-fetch-site': 'cross-site' }),
        await new Visit(market.url).post(path, { ...fields, token: staff.token }),
      ]) {
        expect(answer.status).toBe(403);
      }
    }
    expect(await kept()).toEqual(before);
    expect(await customOf('cus_demo_acme_viewer')).toBeNull();
  });
});

describe('the audit', () => {
  it('has one row of each, with what was asked for', async () => {
    const id = await staff.make('Audited', ['cart:read']);
    await staff.give('acme-viewer', id);
    await staff.send(`${rolesPath}/${id}/delete`, []);
    await staff.give('acme-viewer', '');
    await market.eventually(async () => {
      const rows = await market
        .db('toolwright.audit')
        .where({ wire: 'web' })
        .whereRaw(`arguments::text ~ ?`, [`${id}|Audited`])
        .orderBy('tool')
        .select('tool', 'outcome', 'tenant_id');
      expect(rows.map(({ tool, outcome, tenant_id }) => [tool, outcome, tenant_id])).toEqual([
        ['POST /account/staff/people/:customer/role', 'ok', 'org_demo_acme'],
        ['POST /account/staff/roles', 'ok', null],
        ['POST /account/staff/roles/:role/delete', 'CONFLICT', null],
      ]);
    });
  });
});
