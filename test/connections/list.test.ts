import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionSettings } from '../../runtime/store/connections.js';
import { createPostgresConnections } from '../../runtime/store/postgres/connections.js';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from '../web/visit.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

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
const kept = () => createPostgresConnections(market.db);
const keyOf = (principalId: string) => kept().makeKey({ principalId, name: 'A key of the test', settings });

async function visit(principal: string): Promise<Visit> {
  const visitor = new Visit(market.url);
  await visitor.signIn(principal);
  return visitor;
}

const bearer = (key: string) =>
  fetch(`${market.url}/mcp/tools/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool: 'whoami', arguments: {} }),
  });

const audited = (name: string) =>
  market
    .db('toolwright.audit')
    .where({ tool: name })
    .orderBy('at')
    .select('principal_id', 'arguments', 'outcome', 'write_mode');

const revoking = 'POST /account/connections/:connection/revoke';

describe('revoking from the page', () => {
  test('a key: refused at its next call, audited once, and told as ended', async () => {
    const { id, key } = await keyOf('cus_demo_acme_owner');
    expect((await bearer(key)).status).toBe(200);
    const owner = await visit('acme-owner');
    const token = await owner.token('/account/connections');
    const answer = await owner.post(`/account/connections/${id}/revoke`, { token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account/connections?revoked']);
    await market.eventually(async () => expect((await bearer(key)).status).toBe(401));
    expect(await audited(revoking)).toEqual([
      { principal_id: 'cus_demo_acme_owner', arguments: { connection: id }, outcome: 'ok', write_mode: 'delete' },
    ]);
    const page = await (await owner.send('/account/connections')).text();
    expect(page).toContain('Revoked and expired (1)');
    expect(page).not.toContain(`${id}/revoke`);
    const again = await owner.post(`/account/connections/${id}/revoke`, { token });
    expect(again.status).toBe(303);
  });

  test('another browser is signed out; so is the own one', async () => {
    const [one, two] = await Promise.all([visit('acme-admin'), visit('acme-admin')]);
    const paths = /action="(\/account\/connections\/web_[0-9a-f]{24}\/revoke)"/g;
    const text = await (await one.send('/account/connections')).text();
    const found = [...text.matchAll(paths)].map(([, path = '']) => path);
    expect(found).toHaveLength(2);
    const token = await one.token('/account/connections');
    // The own one last: with it the form goes out of date.
    const own = /This browser[\s\S]*?action="([^"]+)"/.exec(text)?.[1] ?? '';
    for (const path of [...found.filter((each) => each !== own), own]) {
      expect((await one.post(path, { token })).status).toBe(303);
    }
    for (const each of [one, two]) {
      expect((await each.send('/account/connections')).headers.get('location')).toMatch('/account/sign-in');
    }
  });
});

describe('attacks', () => {
  test("revoking another person's connection by its id", async () => {
    const { id, key } = await keyOf('cus_demo_globex_owner');
    const thief = await visit('acme-owner');
    const token = await thief.token('/account/connections');
    const answer = await thief.post(`/account/connections/${id}/revoke`, { token });
    expect(answer.status).toBe(404);
    expect((await bearer(key)).status).toBe(200);
    const unknown = await thief.post('/account/connections/key_0123456789abcdef01234567/revoke', { token });
    const words = (text: string) => text.replaceAll(/name="token" value="[^"]*"/g, '');
    expect(words(await unknown.text())).toBe(words(await answer.text()));
  });

  test("ending another person's browser session by its id", async () => {
    const victim = await visit('globex-owner');
    const [{ id }] = await market.db('toolwright.web_session').where({ principal_id: 'cus_demo_globex_owner' });
    const thief = await visit('acme-owner');
    const token = await thief.token('/account/connections');
    expect((await thief.post(`/account/connections/${id}/revoke`, { token })).status).toBe(404);
    expect((await victim.send('/account/connections')).status).toBe(200);
  });

  test('a forged form of another site (CSRF)', async () => {
    const { id, key } = await keyOf('cus_demo_acme_owner');
    const owner = await visit('acme-owner');
    const path = `/account/connections/${id}/revoke`;
    const token = await owner.token('/account/connections');
    const others = await (await visit('globex-owner')).token('/account/connections');
    expect((await owner.post(path, {})).status).toBe(403);
    expect((await owner.post(path, { token: others })).status).toBe(403);
    expect((await owner.post(path, { token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await owner.send(path)).status).toBe(404);
    expect((await bearer(key)).status).toBe(200);
  });

  test('a list without being signed in', async () => {
    const answer = await new Visit(market.url).send('/account/connections');
    expect(answer.headers.get('location')).toBe('/account/sign-in?next=/account/connections');
  });
});
