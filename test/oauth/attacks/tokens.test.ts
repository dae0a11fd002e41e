import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAccessTokens } from '../../../runtime/auth/access-tokens.js';
import { type Market, openMarket, secrets } from '../../market/market.js';
import { type Person, personAt } from '../person.js';
import { call, type RawClient, rawClient } from '../raw-client.js';

let market: Market;
let person: Person;
let client: RawClient;

beforeAll(async () => {
  market = await openMarket();
  person = personAt(market.url, 'acme-owner');
  client = await rawClient(market.url);
});

afterAll(() => market?.close());

const isRefused = (token: string) =>
  market.eventually(async () => expect((await call(market.url, token)).status).toBe(401));

describe('refresh replay', () => {
  test('a refresh token is rotated, and the old one sent again ends the connection and every token of it', async () => {
    const first = await client.connect(person);
    const second = await client.refresh(first.refresh_token);
    expect(second.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'mcp:read' });
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const replayed = await client.refresh(first.refresh_token);
    expect([replayed.status, replayed.body.error]).toEqual([400, 'invalid_grant']);
    await isRefused(first.access_token);
    await isRefused(second.body.access_token);
    expect((await client.refresh(second.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('sent twice at the same moment it ends the connection as well', async () => {
    const first = await client.connect(person);
    const both = await Promise.all([1, 2, 3].map(() => client.refresh(first.refresh_token)));
    expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    await isRefused(first.access_token);
    for (const { status, body } of both) if (status === 200) await isRefused(body.access_token);
  });

  test('a refresh token of one client is worth nothing to another, and stays what it was', async () => {
    const { refresh_token: token } = await client.connect(person);
    const other = await rawClient(market.url);
    const stolen = await other.refresh(token);
    expect([stolen.status, stolen.body.error]).toEqual([400, 'invalid_grant']);
    expect((await client.refresh(token)).status).toBe(200);
  });
});

describe('scope widening', () => {
  test('refreshing gives no scope that was not granted', async () => {
    const { refresh_token: token } = await client.connect(person);
    const wider = await client.refresh(token, { scope: 'mcp:read mcp:write' });
    expect([wider.status, wider.body.error]).toEqual([400, 'invalid_scope']);
    const same = await client.refresh(token, { scope: 'mcp:read' });
    expect([same.status, same.body.scope]).toEqual([200, 'mcp:read']);
  });

  test('tokens of before a step-up stay what they were', async () => {
    const before = await client.connect(person, 'mcp:read');
    const after = await client.connect(person, 'mcp:read mcp:write');
    expect(after.scope).toBe('mcp:read mcp:write');
    const refreshed = await client.refresh(before.refresh_token);
    expect(refreshed.body.scope).toBe('mcp:read');
    const create = { name: 'A project' };
    const refused = await call(market.url, refreshed.body.access_token, 'create_project', create);
    expect([refused.status, refused.body.code]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    expect((await call(market.url, after.access_token, 'create_project', create)).status).toBe(200);
  });

  test('scopes that there are not are not granted', async () => {
    const tokens = await client.connect(person, 'mcp:read admin openid');
    expect(tokens.scope).toBe('mcp:read');
  });
});

describe('a foreign resource', () => {
  test.each([
    ['another server', 'https://elsewhere.example/mcp'],
    ['another path here', (url: string) => `${url}/composer`],
    ['a path under it', (url: string) => `${url}/mcp/../mcp/x`],
    ['a fragment', (url: string) => `${url}/mcp#x`],
    ['no address', 'mcp'],
  ])('%s cannot be asked for', async (_what, resource) => {
    const named = typeof resource === 'string' ? resource : resource(market.url);
    const response = await person.visit.send(client.ask({ resource: named }).url.href);
    const back = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'invalid_target', iss: market.url });
  });

  test('a code for this server gives no token for another', async () => {
    const { url, verifier } = client.ask();
    const back = await person.answer(url);
    const answer = await client.exchange(back.searchParams.get('code') ?? '', verifier, {
      resource: 'https://elsewhere.example/mcp',
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_target']);
  });

  test('a token that was issued for another server opens nothing, also where everything else is the same', async () => {
    const { access_token: value } = await client.connect(person);
    const at = (address: string) => createAccessTokens({ knex: market.db, secrets, address: () => address });
    const credential = { kind: 'bearer', value, session: null } as const;
    expect(await at(market.url).find(credential)).toMatchObject({ kind: 'oauth', scopes: ['mcp:read'] });
    for (const address of ['https://elsewhere.example', market.url.replace('localhost', '127.0.0.1')]) {
      expect(await at(address).find(credential)).toBeNull();
    }
  });
});

describe('a token in a query', () => {
  test('is not looked at', async () => {
    const { access_token: token } = await client.connect(person);
    for (const path of ['/mcp/tools', '/mcp/capabilities']) {
      const response = await fetch(`${market.url}${path}?access_token=${token}`);
      expect(response.status).toBe(401);
    }
    expect((await call(market.url, token)).status).toBe(200);
  });
});

describe('a stolen database', () => {
  test('holds no token, code or secret that works', async () => {
    const tokens = await client.connect(person);
    const rows = await market.db('toolwright.oauth_artifact');
    expect(rows.length).toBeGreaterThan(3);
    const text = JSON.stringify(rows);
    for (const secret of [tokens.access_token, tokens.refresh_token, 'acme', 'mcp:read']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('after its time', () => {
  test('an access token opens nothing, and a refresh token no more than ninety days later', async () => {
    const { access_token: access, refresh_token: refresh } = await client.connect(person);
    const fresh = await client.refresh(refresh);
    market.setNow(new Date(Date.now() + 3_601_000));
    expect((await call(market.url, access)).status).toBe(401);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 90 * 86_400_000 + 60_000 });
    market.setNow(new Date());
    const late = await client.refresh(fresh.body.refresh_token).finally(() => vi.useRealTimers());
    market.setNow(new Date());
    expect([late.status, late.body.error]).toEqual([400, 'invalid_grant']);
  });
});
