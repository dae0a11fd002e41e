import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { createMarketplace } from '../../../runtime/market/marketplace.js';
import { poolSize } from '../../store/pool-size.js';
import { callsOf, toolOf, toolsOf } from '../access/who-may-what.js';
import { log, type Market, openMarket, secrets } from '../market.js';
import { openStaff, type Staff } from './staff.js';

let market: Market;
let staff: Staff;
/** A second process on the same database. */
let other: { readonly url: string; close(): Promise<void> };

beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  staff = await openStaff(market);
  const second = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, work: false, log });
  other = { ...(await second.listen(0, '127.0.0.1')), close: second.close };
});
afterAll(async () => {
  await other?.close();
  await market?.close();
});

async function toolsBy(list: 'mcp' | 'rest', url: string, principal: string): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${demoKey(principal)}` };
  if (list === 'rest') {
    const { tools } = (await (await fetch(`${url}/mcp/tools`, { headers })).json()) as { tools: { name: string }[] };
    return tools.map(({ name }) => name).sort();
  }
  const client = new Client({ name: 'custom roles', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } }));
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name).sort();
}

async function callAt(url: string, principal: string, tool: string, input: object = {}) {
  const response = await fetch(`${url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demoKey(principal)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool, arguments: input }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  return { status: response.status, body: (await response.json()) as any };
}

/** What everybody may who buys, whatever the role: it asks for no privilege. */
const open = [
  'create_org',
  'get_my_dashboard',
  'leave_org',
  'list_git_integrations',
  'list_orgs',
  'respond_to_invite',
].concat(['revoke_integration', 'set_active_org', 'start_git_integration', 'wait_for_git_integration', 'whoami']);

describe('a member with a custom role', () => {
  it.each(['mcp', 'rest'] as const)('sees exactly what it opens, over %s and in every process', async (wire) => {
    const id = await staff.make(`Buyer of ${wire}`, ['cart:read', 'cart:change', 'package:read']);
    expect((await staff.give('acme-admin', id)).status).toBe(303);
    const opened = [...open, 'view_cart', 'add_to_cart', 'remove_from_cart', 'get_package', 'search_packages'].sort();
    for (const url of [market.url, other.url]) {
      await market.eventually(async () => expect(await toolsBy(wire, url, 'acme-admin')).toEqual(opened));
    }
    expect((await staff.give('acme-admin', '')).status).toBe(303);
    for (const url of [market.url, other.url]) {
      await market.eventually(async () =>
        expect(await toolsBy(wire, url, 'acme-admin')).toEqual(toolsOf(callsOf(['buyer'], 'admin'))),
      );
    }
  });

  it('cannot call what it does not open, be it listed for the declared role or not', async () => {
    const id = await staff.make('Reader of the cart', ['cart:read']);
    await staff.give('acme-developer', id);
    const refused = callsOf(['buyer'], 'admin').filter((call) => !open.includes(toolOf(call)) && call !== 'view_cart');
    for (const call of refused) {
      const [tool = '', action] = call.split(' ');
      const { body } = await callAt(market.url, 'acme-developer', tool, { ...(action && { action }) });
      expect([call, body.code, body.gate]).toEqual([call, 'FORBIDDEN', 'privilege']);
    }
    expect((await callAt(market.url, 'acme-developer', 'view_cart')).status).toBe(200);
    await staff.give('acme-developer', '');
  });

  it('gets no field that a privilege guards and the role lacks', async () => {
    const id = await staff.make('Reader of projects', ['project:read', 'billing:read']);
    await staff.give('acme-admin', id);
    for (const url of [market.url, other.url]) {
      await market.eventually(async () => {
        const projects = await callAt(url, 'acme-admin', 'list_projects');
        expect(projects.body.projects.map((project: object) => 'private_key' in project)).not.toContain(true);
      });
      const [address] = (await callAt(url, 'acme-admin', 'list_billing_addresses')).body.addresses;
      expect(Object.keys(address).sort()).toEqual(['address_id', 'city', 'country', 'is_default', 'region']);
      const dashboard = await callAt(url, 'acme-admin', 'get_my_dashboard');
      expect('sent_invites' in dashboard.body).toBe(false);
    }
    expect((await staff.change(id, 1, ['project:read', 'project:read_credentials'])).status).toBe(303);
    for (const url of [market.url, other.url]) {
      await market.eventually(async () => {
        const projects = await callAt(url, 'acme-admin', 'list_projects');
        expect(projects.body.projects.map((project: object) => 'private_key' in project)).not.toContain(false);
      });
    }
    await staff.give('acme-admin', '');
  });

  it('is shown by tools under the declared role, which stays', async () => {
    const id = await staff.make('Anything', ['member:read']);
    await staff.give('acme-billing', id);
    const { body } = await callAt(market.url, 'acme-billing', 'list_orgs');
    expect(body.orgs.find(({ org_id }: { org_id: string }) => org_id === 'org_demo_acme').role).toBe('billing');
    await staff.give('acme-billing', '');
  });

  it('loses it with the declared role', async () => {
    const id = await staff.make('Until further notice', ['member:read']);
    await staff.give('acme-viewer', id);
    const change = { action: 'change_role', customer_id: 'cus_demo_acme_viewer', role: 'billing' };
    await market.succeed('acme-owner', 'manage_org_member', change);
    const member = { organization_id: 'org_demo_acme', customer_id: 'cus_demo_acme_viewer' };
    expect(await market.db('membership').where(member).first('role', 'custom_role')).toEqual({
      role: 'billing',
      custom_role: null,
    });
    await market.succeed('acme-owner', 'manage_org_member', { ...change, role: 'viewer' });
  });
});

describe('a write by somebody whose role has been changed meanwhile', () => {
  it.each(['edited', 'taken away', 'given'] as const)('is refused where no notice has told so: %s', async (how) => {
    const id = await staff.make(`Project maker, ${how}`, ['project:create', 'project:read']);
    if (how !== 'given') await staff.give('acme-developer', id);
    await market.eventually(async () => {
      const input = { name: `Before it is ${how}` };
      expect((await callAt(other.url, 'acme-developer', 'create_project', { ...input, dry_run: true })).status).toBe(
        200,
      );
    });
    const quiet = (on: string) =>
      market.db.raw(`alter table membership ${on} trigger membership_notice;
        alter table toolwright.custom_role ${on} trigger custom_role_notice`);
    await quiet('disable');
    if (how === 'edited')
      await market
        .db('toolwright.custom_role')
        .where({ id })
        .update({ privileges: ['marketplace:project:read'], version: 2 });
    else {
      await market
        .db('toolwright.custom_role')
        .where({ id })
        .update({ privileges: ['marketplace:project:read'] });
      // Taken away, another is there in its place that cannot write either.
      const none = await staff.make(`None, ${how}`, []);
      await staff.give('acme-developer', none);
    }
    const { body } = await callAt(other.url, 'acme-developer', 'create_project', { name: `Ghost ${how}` });
    await quiet('enable');
    expect([body.code, body.gate]).toEqual(['FORBIDDEN', 'privilege']);
    expect(await market.db('project').where({ name: `Ghost ${how}` })).toEqual([]);
    await staff.give('acme-developer', '');
  });
});
