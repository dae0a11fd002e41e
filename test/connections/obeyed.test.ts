import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Log } from '../../runtime/call/call.js';
import type { ConnectionSettings } from '../../runtime/store/connections.js';
import { createPostgresConnections } from '../../runtime/store/postgres/connections.js';
import { allWires, wires } from '../acceptance/wires.js';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from '../web/visit.js';

let market: Market;
const logged: string[] = [];
const write = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { error: write, warn: write, info: write, debug: write };
beforeAll(async () => {
  market = await openMarket({ options: { log } });
});
afterAll(() => market?.close());

const developer = 'cus_demo_acme_developer';
const settings: ConnectionSettings = {
  scopes: ['mcp:read', 'mcp:write'],
  tools: null,
  writes: true,
  confirm: 'ask',
  allTenants: true,
  tenants: [],
  rate: null,
  expiresAt: null,
};
const kept = () => createPostgresConnections(market.db, market.now);
const newKey = (more: Partial<ConnectionSettings> = {}) =>
  kept().makeKey({ principalId: developer, name: 'A key of the test', settings: { ...settings, ...more } });
const newGrant = (grantId: string, more: Partial<ConnectionSettings> = {}) =>
  kept().grant({
    ...{ grantId, principalId: developer, settings: { ...settings, ...more } },
    client: { id: 'https://client.example.com/id', name: 'A program', host: 'client.example.com' },
  });

async function visit(principal: string): Promise<{ visitor: Visit; token: string }> {
  const visitor = new Visit(market.url);
  await visitor.signIn(principal);
  return { visitor, token: await visitor.token('/account/connections') };
}

describe('an end of its own', () => {
  test('comes in the middle of life, to the moment, also for a principal that is remembered', async () => {
    const expiresAt = new Date(market.now().getTime() + 1_000);
    const { key } = await newKey({ expiresAt });
    const statuses = () =>
      Promise.all(allWires.map(async (wire) => (await wire(market.url, key, 'list_projects', {})).status));
    expect(await statuses()).toEqual([200, 200, 200]);
    const before = market.now();
    market.setNow(new Date(expiresAt.getTime() - 1));
    expect(await statuses()).toEqual([200, 200, 200]);
    market.setNow(expiresAt);
    expect(await statuses()).toEqual([401, 401, 401]);
    market.setNow(before);
  });
});

describe('organizations that are taken away while one of them is active', () => {
  test('leave the next that is granted: for writes at once, for reads as soon as it is told', async () => {
    const { id, key } = await newKey({ allTenants: false, tenants: ['org_demo_acme', 'org_demo_developer'] });
    const call = async (tool: string, input: object) =>
      JSON.parse((await wires.rest(market.url, key, tool, input)).text);
    expect((await call('set_active_org', { org_id: 'org_demo_acme' })).active_org.org_id).toBe('org_demo_acme');
    expect((await call('list_projects', {})).projects.length).toBeGreaterThan(0);
    await market.db.raw('ALTER TABLE toolwright.connection DISABLE TRIGGER connection_notice');
    await kept().change(id, { principalId: developer, settings: { tenants: ['org_demo_developer'] } });
    const created = await call('create_project', { name: 'Elsewhere' });
    expect(created).toMatchObject({ name: 'Elsewhere' });
    expect(await market.db('project').where({ name: 'Elsewhere' }).pluck('organization_id')).toEqual([
      'org_demo_developer',
    ]);
    await market.db.raw('ALTER TABLE toolwright.connection ENABLE TRIGGER connection_notice');
    await kept().change(id, { principalId: developer, settings: { tenants: ['org_demo_globex'] } });
    await market.eventually(async () => {
      expect((await call('whoami', {})).active_org.org_id).toBe('org_demo_globex');
    });
  });
});

describe('attacks', () => {
  const form = {
    ...{ name: 'Forged', tools: 'ticked', tool: 'list_projects', access: 'write', confirm: 'ask' },
    ...{ tenants: 'all', ends: '', calls: '', per: 'minute' },
  };

  test('a forged form that widens beyond the person: tools, scopes, whose it is', async () => {
    const { visitor, token } = await visit('acme-developer');
    const fields = new URLSearchParams({ ...form, token, principal: 'cus_demo_staff', principal_id: 'cus_demo_staff' });
    for (const tool of ['list_vendors', 'moderate_everything', 'set_package_pricing', 'add_webhook_endpoint']) {
      fields.append('tool', tool);
    }
    for (const scope of ['mcp:read', 'mcp:write', 'mcp:admin']) fields.append('scopes', scope);
    const made = await visitor.send('/account/connections/new', { method: 'POST', body: fields });
    expect(made.status).toBe(200);
    const [row] = await market.db('toolwright.connection').where({ name: 'Forged' });
    expect(row).toMatchObject({ principal_id: developer, scopes: ['mcp:read', 'mcp:write'] });
    expect(row.tools).toContain('list_projects');
    for (const beyond of ['moderate_everything', 'set_package_pricing', 'add_webhook_endpoint']) {
      expect(row.tools).not.toContain(beyond);
    }
  });

  test('a forged form that names an organization of others', async () => {
    const { visitor, token } = await visit('acme-owner');
    const answer = await visitor.post('/account/connections/new', {
      ...{ ...form, token, name: 'Not mine' },
      ...{ tenants: 'chosen', tenant: 'org_demo_globex' },
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('One organization that was chosen is not yours (any more).');
    expect(await market.db('toolwright.connection').where({ name: 'Not mine' })).toEqual([]);
  });

  test('a forged form that gives a grant what its program never asked for', async () => {
    const id = await newGrant('grant_reading', { scopes: ['mcp:read'], writes: false });
    const { visitor, token } = await visit('acme-developer');
    const path = `/account/connections/${id}`;
    const page = await (await visitor.send(path)).text();
    expect(page).toContain('The program has asked to read alone, and more than it has asked for cannot be given here.');
    const forged = { ...form, token, access: 'write', confirm: 'waived', scopes: 'mcp:write' };
    expect((await visitor.post(path, forged)).status).toBe(303);
    expect(await kept().find(id, developer)).toMatchObject({
      ...{ name: 'Forged', scopes: ['mcp:read'], writes: false, confirm: 'ask', tools: ['list_projects'] },
    });
  });

  test("reading or changing another person's connection by its id", async () => {
    const { id } = await newKey();
    const { visitor, token } = await visit('globex-owner');
    const path = `/account/connections/${id}`;
    expect((await visitor.send(path)).status).toBe(404);
    expect((await visitor.post(path, { ...form, token })).status).toBe(404);
    expect(await kept().find(id, developer)).toMatchObject({ name: 'A key of the test', tools: null });
    const staff = `/account/staff/connections/${id}/revoke`;
    expect((await visitor.post(staff, { token })).status).toBe(404);
    expect((await kept().find(id, developer))?.revokedAt).toBeNull();
  });

  test('settings changed by a form of another site (CSRF)', async () => {
    const { id } = await newKey();
    const { visitor, token } = await visit('acme-developer');
    const { token: others } = await visit('globex-owner');
    const path = `/account/connections/${id}`;
    expect((await visitor.post(path, { ...form, token: others })).status).toBe(403);
    expect((await visitor.post(path, { ...form, token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.post('/account/connections/new', { ...form })).status).toBe(403);
    expect(await kept().find(id, developer)).toMatchObject({ name: 'A key of the test' });
  });

  test("a key's text in logs, in the audit, on another page", async () => {
    const { visitor, token } = await visit('acme-developer');
    const made = await visitor.post('/account/connections/new', { ...form, token, name: 'Secret' });
    const page = await made.text();
    const key = /sk_live_[\w-]{43}/.exec(page)?.[0] ?? '';
    expect(made.headers.get('cache-control')).toBe('no-store');
    const secret = key.slice(12);
    expect(secret).toHaveLength(39);
    expect((await wires.rest(market.url, key, 'list_projects', {})).status).toBe(200);
    const id = /\/account\/connections\/(key_[0-9a-f]{24})/.exec(page)?.[1];
    for (const path of ['', `/${id}`, '/new', `?q=${id}`]) {
      expect(await (await visitor.send(`/account/connections${path}`)).text()).not.toContain(secret);
    }
    const rows = () => market.db('toolwright.audit').where({ tool: 'POST /account/connections/new' });
    await market.eventually(async () => expect((await rows()).length).toBeGreaterThan(0));
    const named = (await rows()).filter((row) => row.arguments?.name === 'Secret');
    expect(named).toEqual([
      expect.objectContaining({
        principal_id: developer,
        outcome: 'ok',
        arguments: {
          ...{ name: 'Secret', scopes: ['mcp:read', 'mcp:write'], tools: ['list_projects'], writes: true },
          ...{ confirm: 'ask', tenants: 'all', rate: null, ends: null },
        },
      }),
    ]);
    const everything = await market.db.raw('SELECT audit::text AS text FROM toolwright.audit');
    expect(JSON.stringify(everything.rows)).not.toContain(secret);
    expect(logged.join('\n')).not.toContain(secret);
  });
});
