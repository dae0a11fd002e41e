import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

/** Acme with two owners, who then do something to ownership at the same moment. */
let market: Market;
beforeEach(async () => {
  market = await openMarket();
  await market.succeed('acme-owner', 'manage_org_member', change('admin', 'owner'));
});
afterEach(() => market.close());

function change(principal: 'owner' | 'admin', role: string) {
  return { action: 'change_role', customer_id: `cus_demo_acme_${principal}`, role };
}

function remove(principal: 'owner' | 'admin') {
  return { action: 'remove', customer_id: `cus_demo_acme_${principal}` };
}

async function owners(): Promise<readonly string[]> {
  const rows = await market.db('membership').where({ organization_id: 'org_demo_acme', role: 'owner' });
  return rows.map(({ customer_id }) => customer_id);
}

const races: readonly [string, string, object, string, object][] = [
  ['both leave', 'leave_org', {}, 'leave_org', {}],
  [
    'each demotes the other',
    'manage_org_member',
    change('admin', 'viewer'),
    'manage_org_member',
    change('owner', 'viewer'),
  ],
  ['each removes the other', 'manage_org_member', remove('admin'), 'manage_org_member', remove('owner')],
  [
    'each demotes themselves',
    'manage_org_member',
    change('owner', 'viewer'),
    'manage_org_member',
    change('admin', 'viewer'),
  ],
  ['one leaves, the other demotes themselves', 'leave_org', {}, 'manage_org_member', change('admin', 'viewer')],
];

describe('an organization always has an owner', () => {
  it.each(races)('%s at once', async (_title, tool, input, otherTool, otherInput) => {
    const answers = await market.race(`select from membership where organization_id = 'org_demo_acme' for update`, [
      () => market.call('acme-owner', tool, input),
      () => market.call('acme-admin', otherTool, otherInput),
    ]);
    // The loser is refused with a reason; it does not run into the bolt beneath.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([403, 409])]);
    expect(await owners()).toHaveLength(1);
  });

  it('lets one of two owners go, and holds the other', async () => {
    await market.succeed('acme-owner', 'leave_org');
    const { status, body } = await market.call('acme-admin', 'leave_org');
    expect([status, body.code]).toEqual([409, 'LAST_OWNER']);
    expect(await owners()).toEqual(['cus_demo_acme_admin']);
  });

  it('holds even where a resolver forgets to ask', async () => {
    const all = market.db('membership').where({ organization_id: 'org_demo_acme', role: 'owner' });
    await expect(all.clone().update({ role: 'viewer' })).rejects.toThrow('left without an owner');
    await expect(all.clone().delete()).rejects.toThrow('left without an owner');
    expect(await owners()).toHaveLength(2);
  });
});

describe('admins and owners', () => {
  const forbidden: readonly [string, object][] = [
    ['remove one', remove('owner')],
    ['demote one', change('owner', 'admin')],
    ['make one', { action: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'owner' }],
    ['invite one', { action: 'invite', email: 'boss@example.com', role: 'owner' }],
  ];

  it.each(forbidden)('an admin may not %s', async (_title, input) => {
    await market.succeed('acme-owner', 'manage_org_member', change('admin', 'admin'));
    const { status, body } = await market.call('acme-admin', 'manage_org_member', input);
    expect([status, body.code]).toEqual([403, 'OWNERS_ONLY']);
  });

  it('an admin may neither revoke nor renew the invite of an owner to be', async () => {
    await market.succeed('acme-owner', 'manage_org_member', change('admin', 'admin'));
    const invite = { action: 'invite', email: 'boss@example.com' };
    const { invite_id } = await market.succeed('acme-owner', 'manage_org_member', { ...invite, role: 'owner' });
    const revoked = await market.call('acme-admin', 'manage_org_member', { action: 'revoke_invite', invite_id });
    expect(revoked.body.code).toBe('OWNERS_ONLY');
    const renewed = await market.call('acme-admin', 'manage_org_member', { ...invite, role: 'viewer' });
    expect(renewed.body.code).toBe('OWNERS_ONLY');
  });
});
