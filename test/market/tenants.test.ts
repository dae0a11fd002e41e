import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Market, openMarket } from './market.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

/** Tool, what else it takes, the argument that names something, another tenant's, and one that does not exist. */
const cases: readonly [string, object, string, string, string][] = [
  ['update_project', { name: 'Mine' }, 'project_id', 'prj_demo_portal', 'prj_none'],
  ['delete_project', {}, 'project_id', 'prj_demo_portal', 'prj_none'],
  ['rotate_credentials', {}, 'project_id', 'prj_demo_portal', 'prj_none'],
  ['set_active_org', {}, 'org_id', 'org_demo_globex', 'org_none'],
  ['manage_org_member', { action: 'remove' }, 'customer_id', 'cus_demo_globex_owner', 'cus_none'],
  ['manage_org_member', { action: 'change_role', role: 'viewer' }, 'customer_id', 'cus_demo_globex_owner', 'cus_none'],
  ['manage_org_member', { action: 'revoke_invite' }, 'invite_id', 'inv_demo_globex_viewer', 'inv_none'],
  ['respond_to_invite', { action: 'accept' }, 'invite_id', 'inv_demo_globex_viewer', 'inv_none'],
];

describe('what belongs to another organization', () => {
  it.each(cases)('%s %o: cannot be told from what does not exist', async (tool, input, argument, foreign, none) => {
    const [answer, reference] = [
      await market.call('acme-owner', tool, { ...input, [argument]: foreign }),
      await market.call('acme-owner', tool, { ...input, [argument]: none }),
    ];
    expect(reference.status).toBe(404);
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body).replaceAll(foreign, none)).toBe(JSON.stringify(reference.body));
  });

  it('is in no list', async () => {
    const text = JSON.stringify([
      await market.succeed('acme-owner', 'list_projects', { response_format: 'detailed', limit: 100 }),
      await market.succeed('acme-owner', 'list_org_members', { limit: 100 }),
      await market.succeed('acme-owner', 'list_orgs', { response_format: 'detailed' }),
      await market.succeed('acme-owner', 'get_my_dashboard', { response_format: 'detailed' }),
      await market.succeed('acme-owner', 'get_billing_status'),
      await market.succeed('acme-owner', 'list_invoices', { limit: 50 }),
    ]);
    expect(text).not.toMatch(/globex|portal|forge|anvil/i);
  });

  it('cannot be reached by an id of the wrong form either', async () => {
    for (const project_id of [
      "prj_'; drop table project; --",
      'prj_',
      'org_demo_acme',
      'PRJ_DEMO_STOREFRONT',
      `prj_${'a'.repeat(41)}`,
    ]) {
      const { status, body } = await market.call('acme-owner', 'delete_project', { project_id });
      expect([project_id, status, body.code]).toEqual([project_id, 422, 'VALIDATION_ERROR']);
    }
  });
});
