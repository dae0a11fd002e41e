import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../../generated/program.js';
import { createApiKey } from '../../../runtime/auth/api-keys.js';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Market, openMarket } from '../market.js';
import { type Audience, callsOf, type Role, roles, staffCalls, toolOf, toolsOf, whoMayWhat } from './who-may-what.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

async function listedTo(key: string): Promise<readonly string[]> {
  const client = new Client({ name: 'access table', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', market.url), { requestInit }));
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name).sort();
}

const orgCalls = whoMayWhat.flatMap((row) => row.calls);

/**
 * Those of all calls that pass every gate which asks who calls: an unknown argument is refused behind them. Whoever does not
 * pass is refused in one way alone.
 */
async function passedBy(key: string, calls: readonly string[], otherwise: string): Promise<readonly string[]> {
  const passed = await Promise.all(
    calls.map(async (call) => {
      const action = call.split(' ')[1];
      const input = { no_such_argument: true, ...(action && { action }) };
      const response = await fetch(`${market.url}/mcp/tools/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tool: toolOf(call), arguments: input }),
      });
      const { code } = await response.json();
      if (code !== 'VALIDATION_ERROR') expect({ call, code }).toEqual({ call, code: otherwise });
      return code === 'VALIDATION_ERROR' ? [call] : [];
    }),
  );
  return passed.flat().sort();
}

const principals: readonly (readonly [string, readonly Audience[], Role])[] = [
  ['acme-owner', ['buyer'], 'owner'],
  ['acme-admin', ['buyer'], 'admin'],
  ['acme-developer', ['buyer'], 'developer'],
  ['acme-billing', ['buyer'], 'billing'],
  ['acme-viewer', ['buyer'], 'viewer'],
  ['globex-owner', ['buyer', 'vendor'], 'owner'],
  ['forge-vendor', ['vendor'], 'owner'],
  ['anvil-vendor', ['buyer', 'vendor'], 'owner'],
  ['newcomer', ['buyer'], 'owner'],
];

describe('the table of who sees what', () => {
  it('has the 53 tools of the marketplace and the nine of the platform', () => {
    const calls = [...orgCalls, ...staffCalls];
    expect(new Set(calls).size).toBe(calls.length);
    expect(toolsOf(calls)).toEqual(program.tools.map(({ name }) => name).sort());
    expect(toolsOf(calls)).toHaveLength(62);
  });

  it.each(principals)('is what tools/list shows to %s', async (principal, audiences, role) => {
    expect(await listedTo(demoKey(principal))).toEqual(toolsOf(callsOf(audiences, role)));
  });

  it('has the tools that run the platform for staff, and nothing that is done in an organization', async () => {
    const key = demoKey('staff');
    expect(await listedTo(key)).toEqual([...staffCalls].sort());
    expect(await passedBy(key, staffCalls, 'FORBIDDEN')).toEqual([...staffCalls].sort());
    expect(
      await passedBy(key, ['get_billing_status', 'list_invoices', 'upgrade_plan'], 'MISSING_WORKSPACE_CONTEXT'),
    ).toEqual([]);
  });

  const standings = (['org_demo_acme', 'org_demo_globex', 'org_demo_forge'] as const).flatMap((org) =>
    roles.map((role) => ({ org, role })),
  );
  const audiencesOf: Readonly<Record<string, readonly Audience[]>> = {
    org_demo_acme: ['buyer'],
    org_demo_globex: ['buyer', 'vendor'],
    org_demo_forge: ['vendor'],
  };

  it.each(standings)('is what a $role of $org sees and may call', async ({ org, role }) => {
    const person = `cus_${org}_${role}`;
    await market.db('customer').insert({ id: person, email: `${person}@example.com`, name: role });
    await market.db('membership').insert({ organization_id: org, customer_id: person, role });
    const { key } = await createApiKey(market.db, {
      principalId: person,
      name: 'Access table',
      scopes: ['mcp:read', 'mcp:write'],
      tools: null,
      writes: true,
      confirm: 'waived',
      allTenants: false,
      tenants: [org],
      expiresAt: null,
    });
    const calls = callsOf(audiencesOf[org] ?? [], role);
    expect(await listedTo(key)).toEqual(toolsOf(calls));
    expect(await passedBy(key, [...orgCalls, ...staffCalls], 'FORBIDDEN')).toEqual(calls);
  });
});
