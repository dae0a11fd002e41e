import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
});
afterAll(() => market?.close());

const path = '/account/organizations';
const acme = `${path}/org_demo_acme`;

interface Member {
  readonly visit: Visit;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

/** Somebody whose browser works in an organization. */
async function memberIn(principal: string, org = 'org_demo_acme'): Promise<Member> {
  const visit = new Visit(market.url);
  await visit.signIn(principal);
  const token = await visit.token('/account/');
  const post: Member['post'] = (to, fields) => visit.post(to, { token, ...fields });
  if (org !== '') expect((await post(`${path}/switch`, { org })).status).toBe(303);
  return { visit, post };
}

const problemOf = async (answer: Response) => /role="alert">([^<]*)</.exec(await answer.text())?.[1];
const roleOf = async (principal: string, organization_id = 'org_demo_acme') =>
  (
    await market
      .db('membership')
      .where({ organization_id, customer_id: `cus_demo_${principal}` })
      .first('role')
  )?.role;
const sure = { sure: 'yes' };

describe('the organizations of a person', () => {
  test('which one the browser works in, chosen here, also for its other pages', async () => {
    const { visit, post } = await memberIn('acme-owner', '');
    const active = async () =>
      /<h3><a[^>]*>([^<]*)<\/a><\/h3>\s*<p class="note">This browser/.exec(await (await visit.send(path)).text())?.[1];
    expect(await active()).not.toBe('Acme');
    await post(`${path}/switch`, { org: 'org_demo_acme' });
    expect(await active()).toBe('Acme');
    expect(await (await visit.call('whoami')).json()).toMatchObject({ active_org: { org_id: 'org_demo_acme' } });
  });

  test('a new one, and the words of the tool where there is none', async () => {
    const { visit, post } = await memberIn('acme-viewer', '');
    expect((await post(path, { name: 'Vera & Co', contact_email: '', buys: 'yes' })).status).toBe(303);
    expect(await (await visit.send(path)).text()).toContain('Vera &amp; Co');
    const again = await post(path, { name: 'vera & co', buys: 'yes' });
    expect([again.status, await problemOf(again)]).toEqual([
      409,
      'You already belong to an organization called &#x27;vera &amp; co&#x27;. Use that one or choose another name.',
    ]);
    const nameless = await post(path, { name: '' });
    expect(nameless.status).toBe(422);
    expect(await problemOf(nameless)).toContain('The name field');
  });

  test('an invite is accepted or declined', async () => {
    const { visit, post } = await memberIn('newcomer', '');
    expect(await (await visit.send(path)).text()).toContain('inv_demo_acme_newcomer');
    expect((await post(`${path}/invites/inv_demo_acme_newcomer`, { answer: 'accept' })).status).toBe(303);
    expect(await roleOf('newcomer')).toBe('developer');
    expect((await post(`${path}/invites/inv_demo_globex_newcomer`, { answer: 'decline' })).status).toBe(303);
    await market
      .db('membership')
      .where({ organization_id: 'org_demo_acme', customer_id: 'cus_demo_newcomer' })
      .delete();
  });
});

describe('the members of an organization', () => {
  test('are invited, changed and removed, what cannot be undone after a question', async () => {
    const { visit, post } = await memberIn('acme-owner');
    expect((await post(acme, { change: 'invite', email: 'ana@example.com', role: 'viewer' })).status).toBe(303);
    expect(await (await visit.send(acme)).text()).toContain('ana@example.com');
    const { id } = await market.db('invite').where({ email: 'ana@example.com' }).first('id');
    for (const [fields, question, done] of [
      [{ change: 'revoke_invite', invite_id: id, whom: 'Ana' }, 'Take back the invite to Ana?', 303],
      [
        { change: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'billing', whom: '<b>Vera' },
        'Make &lt;b&gt;Vera billing?',
        303,
      ],
      [{ change: 'remove', customer_id: 'cus_demo_acme_viewer', whom: 'Vera' }, 'Remove Vera from Acme?', 303],
    ] as const) {
      const before = await market.db('membership').where({ organization_id: 'org_demo_acme' }).orderBy('customer_id');
      const asked = await post(acme, fields);
      expect([asked.status, (await asked.text()).includes(question)]).toEqual([200, true]);
      expect(await market.db('membership').where({ organization_id: 'org_demo_acme' }).orderBy('customer_id')).toEqual(
        before,
      );
      expect((await post(acme, { ...fields, ...sure })).status).toBe(done);
    }
    expect(await roleOf('acme_viewer')).toBeUndefined();
    expect((await market.db('invite').where({ id }).first('status')).status).toBe('revoked');
  });

  test('each is one call in the audit, agreed to by the person on the page', async () => {
    const { post } = await memberIn('acme-owner');
    await post(acme, { change: 'change_role', customer_id: 'cus_demo_acme_billing', role: 'viewer' });
    await post(acme, { change: 'change_role', customer_id: 'cus_demo_acme_billing', role: 'viewer', ...sure });
    await market.eventually(async () => {
      const rows = await market
        .db('toolwright.audit')
        .where({ wire: 'web', tenant_id: 'org_demo_acme', write_mode: 'update' })
        .whereRaw(`arguments::text like '%acme_billing%'`)
        .select('tool', 'action', 'outcome', 'facts');
      expect(rows).toEqual([
        { tool: 'manage_org_member', action: 'change_role', outcome: 'ok', facts: ['confirmation waived'] },
      ]);
    });
  });

  test('the agreement is for that call alone: the same session asks over REST', async () => {
    const { visit } = await memberIn('acme-owner');
    const input = { action: 'remove', customer_id: 'cus_demo_acme_billing' };
    expect(await (await visit.call('manage_org_member', input)).json()).toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
    });
  });
});

describe('attacks', () => {
  test('a member change with a forged organization id', async () => {
    const { post } = await memberIn('acme-admin');
    // Not theirs at all.
    const stranger = await post(`${path}/org_demo_forge`, {
      change: 'remove',
      customer_id: 'cus_demo_forge_vendor',
      ...sure,
    });
    expect(stranger.status).toBe(404);
    // Theirs, but another than the browser works in.
    const developer = await memberIn('acme-developer', 'org_demo_developer');
    const elsewhere = await developer.post(acme, { change: 'leave', ...sure });
    expect([elsewhere.status, (await elsewhere.text()).includes('This browser works elsewhere')]).toEqual([409, true]);
    expect(await roleOf('acme_developer')).toBe('developer');
    // Somebody of another organization, named in one's own.
    const foreign = await post(acme, { change: 'remove', customer_id: 'cus_demo_globex_owner', ...sure });
    expect([foreign.status, await problemOf(foreign)]).toEqual([
      404,
      'No member cus_demo_globex_owner in this organization.',
    ]);
    expect(await roleOf('globex_owner', 'org_demo_globex')).toBe('owner');
  });

  test('a switch to an organization of others', async () => {
    const { visit, post } = await memberIn('acme-admin');
    expect((await post(`${path}/switch`, { org: 'org_demo_forge' })).status).toBe(404);
    expect(await (await visit.call('whoami')).json()).toMatchObject({ active_org: { org_id: 'org_demo_acme' } });
    expect((await visit.send(`${path}/org_demo_forge`)).status).toBe(404);
  });

  test('the last owner leaves, is removed, is demoted', async () => {
    const { post } = await memberIn('acme-owner');
    const self = { customer_id: 'cus_demo_acme_owner' };
    for (const fields of [
      { change: 'leave' },
      { change: 'remove', ...self },
      { change: 'change_role', ...self, role: 'viewer' },
    ]) {
      const answer = await post(acme, { ...fields, ...sure });
      expect([answer.status, await problemOf(answer)]).toEqual([409, expect.stringContaining('last owner')]);
    }
    expect(await roleOf('acme_owner')).toBe('owner');
  });

  test('an admin makes an owner, a developer anything', async () => {
    const admin = await memberIn('acme-admin');
    const owned = await admin.post(acme, {
      change: 'change_role',
      customer_id: 'cus_demo_acme_developer',
      role: 'owner',
      ...sure,
    });
    expect([owned.status, await problemOf(owned)]).toEqual([
      403,
      'Only an owner may invite, change or remove an owner, and nobody gives a role that allows more than their own.',
    ]);
    const developer = await memberIn('acme-developer');
    for (const fields of [
      { change: 'invite', email: 'eve@example.com', role: 'viewer' },
      { change: 'remove', customer_id: 'cus_demo_acme_admin' },
      { change: 'change_role', customer_id: 'cus_demo_acme_developer', role: 'admin' },
    ]) {
      expect((await developer.post(acme, { ...fields, ...sure })).status).toBe(403);
    }
    expect([await roleOf('acme_developer'), await roleOf('acme_admin')]).toEqual(['developer', 'admin']);
  });

  test('an invite for somebody else is accepted', async () => {
    const { post } = await memberIn('acme-owner');
    const answer = await post(`${path}/invites/inv_demo_globex_viewer`, { answer: 'accept' });
    expect([answer.status, await problemOf(answer)]).toEqual([
      404,
      'No invite inv_demo_globex_viewer addressed to you.',
    ]);
    expect(await roleOf('acme_owner', 'org_demo_globex')).toBeUndefined();
  });

  test('CSRF: none of the forms is taken but from its own page', async () => {
    const { visit } = await memberIn('acme-owner');
    const token = await visit.token('/account/');
    const theirs = await (await memberIn('acme-admin')).visit.token('/account/');
    const founded = await market.db('organization').count();
    for (const [to, fields] of [
      [path, { name: 'CSRF', buys: 'yes' }],
      [`${path}/switch`, { org: 'org_demo_owner' }],
      [acme, { change: 'remove', customer_id: 'cus_demo_acme_admin', ...sure }],
      [`${path}/invites/inv_demo_acme_newcomer`, { answer: 'decline' }],
    ] as const) {
      for (const answer of [
        await visit.post(to, fields),
        await visit.post(to, { ...fields, token: theirs }),
        await visit.post(to, { ...fields, token }, { 'sec-fetch-site': 'cross-site' }),
        await new Visit(market.url).post(to, { ...fields, token }),
      ]) {
        expect([to, answer.status]).toEqual([to, 403]);
      }
    }
    expect(await market.db('organization').count()).toEqual(founded);
    expect(await roleOf('acme_admin')).toBe('admin');
  });

  test('for staff, who belong to no organization, there is nothing', async () => {
    const { visit, post } = await memberIn('staff', '');
    expect([(await visit.send(path)).status, (await post(path, { name: 'Staff & Co' })).status]).toEqual([404, 404]);
  });
});
