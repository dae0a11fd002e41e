import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolsOf, whoMayWhat } from './access/who-may-what.js';
import { type Market, openMarket } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

describe('what a role sees', () => {
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
    for (const tool of toolsOf(whoMayWhat.flatMap(({ calls }) => calls))) {
      const { body } = await market.call('staff', tool, { no_such_argument: true });
      expect([tool, body.code]).toEqual([tool, expect.stringMatching(/^(FORBIDDEN|MISSING_WORKSPACE_CONTEXT)$/)]);
    }
  });
});
