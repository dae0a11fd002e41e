import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.close());

describe('organizations', () => {
  it('are founded with an owner, used by the connection that founded them, and act only when switched to', async () => {
    const made = await market.succeed('acme-viewer', 'create_org', { name: 'Side business' });
    expect((await market.succeed('acme-viewer', 'whoami')).active_org.org_id).toBe('org_demo_acme');
    expect(await market.db('membership').where({ organization_id: made.org_id })).toMatchObject([
      { customer_id: 'cus_demo_acme_viewer', role: 'owner' },
    ]);

    await market.succeed('acme-viewer', 'set_active_org', { org_id: made.org_id });
    await market.succeed('acme-viewer', 'create_project', { name: 'Storefront' });
    expect((await market.succeed('acme-viewer', 'list_projects')).page.total).toBe(1);
    const other = await market.call('acme-viewer', 'set_active_org', { org_id: made.org_id }, '_ro');
    expect(other.body.code).toBe('ORGANIZATION_NOT_FOUND');
  });

  it('of one name are not founded twice, though two calls come at once', async () => {
    const answers = await market.race('lock table organization in exclusive mode', [
      () => market.call('newcomer', 'create_org', { name: 'Twins' }),
      () => market.call('newcomer', 'create_org', { name: 'twins' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('left, give way to the next granted one; after the last, to none', async () => {
    const made = await market.succeed('acme-viewer', 'create_org', { name: 'Side business' });
    expect(await market.succeed('acme-viewer', 'leave_org')).toEqual({
      left_org_id: 'org_demo_acme',
      active_org_id: made.org_id,
    });
    expect((await market.succeed('acme-viewer', 'whoami')).active_org).toMatchObject({
      org_id: made.org_id,
      role: 'owner',
    });

    await market.succeed('acme-billing', 'leave_org');
    expect((await market.succeed('acme-billing', 'whoami')).active_org).toBeNull();
    const { status, body } = await market.call('acme-billing', 'list_projects');
    expect([status, body.code]).toEqual([403, 'MISSING_WORKSPACE_CONTEXT']);
  });

  it('close to a removed member at the next call', async () => {
    await market.succeed('acme-developer', 'list_projects');
    await market.succeed('acme-owner', 'manage_org_member', {
      action: 'remove',
      customer_id: 'cus_demo_acme_developer',
    });
    const { body } = await market.call('acme-developer', 'create_project', { name: 'Parting gift' });
    expect(body.code).toBe('MISSING_WORKSPACE_CONTEXT');
    expect(await market.db('project').where({ name: 'Parting gift' })).toEqual([]);
  });

  it('give a changed role at the next write', async () => {
    await market.succeed('acme-viewer', 'list_projects');
    await market.succeed('acme-owner', 'manage_org_member', {
      action: 'change_role',
      customer_id: 'cus_demo_acme_viewer',
      role: 'developer',
    });
    await market.eventually(async () => {
      await market.succeed('acme-viewer', 'create_project', { name: 'First steps' });
    });
    await market.succeed('acme-owner', 'manage_org_member', {
      action: 'change_role',
      customer_id: 'cus_demo_acme_viewer',
      role: 'viewer',
    });
    const { status, body } = await market.call('acme-viewer', 'create_project', { name: 'Second steps' });
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('answer nothing to a disabled customer', async () => {
    await market.db('customer').where({ id: 'cus_demo_acme_viewer' }).update({ disabled_at: new Date() });
    await market.eventually(async () => {
      expect((await market.call('acme-viewer', 'whoami')).status).toBe(401);
    });
  });
});
