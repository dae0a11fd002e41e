import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

const DAY = 24 * 60 * 60 * 1000;
const waiting = 'inv_demo_acme_newcomer';

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.close());

describe('invites', () => {
  it('hold for seven days, to the millisecond', async () => {
    const sent = market.now();
    const invite = await market.succeed('acme-owner', 'manage_org_member', {
      action: 'invite',
      email: 'newcomer@example.com',
      role: 'billing',
    });
    expect(new Date(invite.expires_at).getTime() - sent.getTime()).toBe(7 * DAY);

    market.setNow(new Date(sent.getTime() + 7 * DAY));
    const late = await market.call('newcomer', 'respond_to_invite', { action: 'accept', invite_id: waiting });
    expect([late.status, late.body.code]).toEqual([410, 'INVITE_EXPIRED']);

    market.setNow(new Date(sent.getTime() + 7 * DAY - 1));
    const joined = await market.succeed('newcomer', 'respond_to_invite', { action: 'accept', invite_id: waiting });
    expect(joined).toEqual({
      invite_id: waiting,
      status: 'accepted',
      org_id: 'org_demo_acme',
      org_name: { untrusted: 'Acme' },
      role: 'billing',
    });
  });

  it('are renewed by inviting again, whatever the case of the address', async () => {
    const again = { action: 'invite', email: 'NEWCOMER@example.com', role: 'viewer' };
    const renewed = await market.succeed('acme-admin', 'manage_org_member', again);
    expect(renewed).toMatchObject({ invite_id: waiting, role: 'viewer', status: 'pending' });
    const { body } = await market.call('acme-owner', 'get_my_dashboard');
    expect(body.sent_invites).toHaveLength(1);
  });

  it('simultaneous for the same address leave one', async () => {
    const input = { action: 'invite', email: 'ana@example.com', role: 'viewer' };
    const answers = await market.race('lock table invite in exclusive mode', [
      () => market.call('acme-owner', 'manage_org_member', input),
      () => market.call('acme-admin', 'manage_org_member', input),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body.invite_id).toBe(answers[1]?.body.invite_id);
    expect(await market.db('invite').where({ email: 'ana@example.com' })).toHaveLength(1);
  });

  it('are answered once, though two answers come at once', async () => {
    const answers = await market.race(`select from invite where id = '${waiting}' for share`, [
      () => market.call('newcomer', 'respond_to_invite', { action: 'accept', invite_id: waiting }),
      () => market.call('newcomer', 'respond_to_invite', { action: 'decline', invite_id: waiting }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [row] = await market.db('invite').where({ id: waiting });
    const member = await market
      .db('membership')
      .where({ organization_id: 'org_demo_acme', customer_id: 'cus_demo_newcomer' });
    expect(member).toHaveLength(row.status === 'accepted' ? 1 : 0);
  });

  it('let the connection that accepted into the organization, and no other', async () => {
    await market.succeed('newcomer', 'respond_to_invite', { action: 'accept', invite_id: waiting });
    const switched = await market.succeed('newcomer', 'set_active_org', { org_id: 'org_demo_acme' });
    expect(switched).toMatchObject({ active_org: { org_id: 'org_demo_acme', role: 'developer', active: true } });
    const projects = await market.succeed('newcomer', 'list_projects');
    expect(projects.page.total).toBe(2);

    const { status, body } = await market.call('newcomer', 'set_active_org', { org_id: 'org_demo_acme' }, '_ask');
    expect([status, body.code]).toEqual([404, 'ORGANIZATION_NOT_FOUND']);
  });

  it('leave calls where they acted, until the connection switches', async () => {
    const invite = { action: 'invite', email: 'globex-owner@example.com', role: 'viewer' };
    const { invite_id } = await market.succeed('acme-owner', 'manage_org_member', invite);
    await market.succeed('globex-owner', 'respond_to_invite', { action: 'accept', invite_id });
    const { active_org } = await market.succeed('globex-owner', 'whoami');
    expect(active_org).toMatchObject({ org_id: 'org_demo_globex', role: 'owner' });
  });

  it('cannot be answered by anybody but the addressee, nor seen', async () => {
    for (const action of ['accept', 'decline']) {
      const foreign = await market.call('globex-owner', 'respond_to_invite', { action, invite_id: waiting });
      const unknown = await market.call('globex-owner', 'respond_to_invite', { action, invite_id: 'inv_nobody' });
      expect(foreign.status).toBe(404);
      expect(JSON.stringify(foreign.body).replaceAll(waiting, 'inv_nobody')).toBe(JSON.stringify(unknown.body));
    }
    expect(await market.db('invite').where({ id: waiting, status: 'pending' })).toHaveLength(1);
  });

  it('by their sender are not the sender’s to accept', async () => {
    const { status, body } = await market.call('acme-owner', 'respond_to_invite', {
      action: 'accept',
      invite_id: waiting,
    });
    expect([status, body.code]).toEqual([404, 'INVITE_NOT_FOUND']);
  });

  it('after leaving, lead back in', async () => {
    await market.succeed('acme-viewer', 'leave_org');
    const input = { action: 'invite', email: 'acme-viewer@example.com', role: 'developer' };
    const { invite_id } = await market.succeed('acme-owner', 'manage_org_member', input);
    await market.succeed('acme-viewer', 'respond_to_invite', { action: 'accept', invite_id });
    await market.succeed('acme-viewer', 'set_active_org', { org_id: 'org_demo_acme' });
    expect((await market.succeed('acme-viewer', 'whoami')).active_org.role).toBe('developer');
  });
});
