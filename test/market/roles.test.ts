import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

/**
 * The role table as people wrote it down, by hand: who may call what. It is not derived from the declaration, so that a
 * privilege lost or gained there is noticed here.
 */
const everybody = [
  'acme-owner',
  'acme-admin',
  'acme-developer',
  'acme-billing',
  'acme-viewer',
  'forge-vendor',
  'anvil-vendor',
];
const buyers = everybody.filter((principal) => principal !== 'forge-vendor');
const owners = ['acme-owner', 'acme-admin', 'forge-vendor', 'anvil-vendor'];
const table: Readonly<Record<string, readonly string[]>> = {
  whoami: everybody,
  list_orgs: everybody,
  set_active_org: everybody,
  get_my_dashboard: everybody,
  create_org: everybody,
  respond_to_invite: everybody,
  list_org_members: everybody,
  leave_org: everybody,
  update_org: owners,
  manage_org_member: owners,
  list_projects: buyers,
  create_project: ['acme-owner', 'acme-admin', 'acme-developer', 'anvil-vendor'],
  update_project: ['acme-owner', 'acme-admin', 'acme-developer', 'anvil-vendor'],
  setup_project: ['acme-owner', 'acme-admin', 'acme-developer', 'anvil-vendor'],
  rotate_credentials: ['acme-owner', 'acme-admin', 'acme-developer', 'anvil-vendor'],
  delete_project: ['acme-owner', 'acme-admin', 'anvil-vendor'],
};

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

describe('the role table', () => {
  it.each(Object.entries(table))('%s', async (tool, allowed) => {
    // An unknown argument is refused behind every gate that asks who calls, and changes nothing.
    const passed: string[] = [];
    for (const principal of everybody) {
      const { status, body } = await market.call(principal, tool, { no_such_argument: true });
      if (body.code === 'VALIDATION_ERROR') passed.push(principal);
      else expect({ principal, status, code: body.code }).toEqual({ principal, status: 403, code: 'FORBIDDEN' });
    }
    expect(passed).toEqual(allowed);
  });

  it('lets nobody but those who may see a private key', async () => {
    const seeing = [];
    for (const principal of ['acme-owner', 'acme-admin', 'acme-developer', 'acme-billing', 'acme-viewer']) {
      const { body } = await market.call(principal, 'list_projects', { sort: '-name' });
      expect(body.projects[0]).toMatchObject({
        project_id: 'prj_demo_storefront',
        public_key: expect.stringMatching(/^pub_/),
      });
      if ('private_key' in body.projects[0]) seeing.push(principal);
    }
    expect(seeing).toEqual(['acme-owner', 'acme-admin', 'acme-developer']);
  });

  it('shows sent invites to those who manage members', async () => {
    const seeing = [];
    for (const principal of ['acme-owner', 'acme-admin', 'acme-developer', 'acme-billing', 'acme-viewer']) {
      const { body } = await market.call(principal, 'get_my_dashboard');
      if ('sent_invites' in body) seeing.push(principal);
    }
    expect(seeing).toEqual(['acme-owner', 'acme-admin']);
  });

  it('gives staff nothing of it', async () => {
    for (const tool of Object.keys(table)) {
      const { body } = await market.call('staff', tool, { no_such_argument: true });
      expect([tool, body.code]).toEqual([tool, expect.stringMatching(/^(FORBIDDEN|MISSING_WORKSPACE_CONTEXT)$/)]);
    }
  });
});
