import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Person, personAt } from './person.js';
import { call, postForm, type RawClient, rawClient, register } from './raw-client.js';

let market: Market;
let person: Person;
let client: RawClient;

beforeAll(async () => {
  market = await openMarket();
  person = personAt(market.url, 'acme-owner');
  client = await rawClient(market.url);
});

afterAll(() => market?.close());

const grants = () =>
  market
    .db('toolwright.connection')
    .whereNotNull('grant_id')
    .orderBy('created_at')
    .select('id', 'scopes', 'revoked_at');

const isRefused = (token: string) =>
  market.eventually(async () => expect((await call(market.url, token)).status).toBe(401));

describe('stepping up', () => {
  test('the challenges say what to ask for, and the same browser’s answer changes the same connection', async () => {
    const nobody = await fetch(`${market.url}/mcp`, { method: 'POST' });
    const metadata = `resource_metadata="${market.url}/.well-known/oauth-protected-resource/mcp"`;
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer scope="mcp:read", ${metadata}`,
    ]);

    const reading = await client.connect(person, 'mcp:read');
    const refused = await call(market.url, reading.access_token, 'create_project', { name: 'A project' });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      403,
      `Bearer error="insufficient_scope", error_description="This connection lacks the scope mcp:write. Authorize again with it.", scope="mcp:read mcp:write", ${metadata}`,
    ]);
    const before = await grants();

    const writing = await client.connect(person, 'mcp:read mcp:write');
    expect(writing.scope).toBe('mcp:read mcp:write');
    expect((await call(market.url, writing.access_token, 'create_project', { name: 'A project' })).status).toBe(200);
    expect(await grants()).toEqual(before.map((grant) => ({ ...grant, scopes: ['mcp:read', 'mcp:write'] })));
  });

  test('another browser’s answer is another connection', async () => {
    const before = (await grants()).length;
    await client.connect(personAt(market.url, 'acme-owner'));
    expect(await grants()).toHaveLength(before + 1);
  });
});

describe('revoking (RFC 7009)', () => {
  test.each(['access_token', 'refresh_token'] as const)('the %s ends the connection with every token', async (kind) => {
    const tokens = await client.connect(personAt(market.url, 'acme-owner'));
    expect((await client.revoke(tokens[kind])).status).toBe(200);
    await isRefused(tokens.access_token);
    expect((await client.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
    const last = (await grants()).at(-1);
    expect(last?.revoked_at).not.toBeNull();
    const rows = await market.db('toolwright.audit').where({ connection_id: last?.id, tool: 'End of a connection' });
    expect(rows).toMatchObject([
      { principal_id: 'cus_demo_acme_owner', outcome: 'ok', facts: ['a token was given back, or sent again'] },
    ]);
    const left = await market
      .db('toolwright.oauth_artifact')
      .whereIn('model', ['AccessToken', 'RefreshToken', 'Grant']);
    const ended = await market.db('toolwright.connection').whereNotNull('revoked_at').pluck('grant_id');
    expect(left.filter(({ grant_id }) => ended.includes(grant_id))).toEqual([]);
  });

  test('a token of another client, and one that nobody knows, is nobody’s to revoke, and the answer does not tell', async () => {
    const tokens = await client.connect(person);
    const other = await rawClient(market.url);
    for (const token of [tokens.access_token, tokens.refresh_token, 'x'.repeat(43)]) {
      const { status, body } = await other.revoke(token);
      expect([status, body]).toEqual([200, null]);
    }
    expect((await call(market.url, tokens.access_token)).status).toBe(200);
  });

  test('a connection that is revoked or has ended gives no more tokens, and one that is narrowed narrower calls', async () => {
    const writer = personAt(market.url, 'acme-owner');
    const tokens = await client.connect(writer, 'mcp:read mcp:write');
    const id = (await grants()).at(-1)?.id;
    const row = () => market.db('toolwright.connection').where({ id });
    await row().update({ scopes: ['mcp:read'], writes: false });
    await market.eventually(async () => {
      const refused = await call(market.url, tokens.access_token, 'create_project', { name: 'One more' });
      expect([refused.status, refused.body.code]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    });
    await row().update({ expires_at: new Date(market.now().getTime() - 1_000) });
    await isRefused(tokens.access_token);
    expect((await client.refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
    await row().update({ expires_at: null });
    expect((await client.refresh(tokens.refresh_token)).status).toBe(200);
  });
});

describe('a client with a secret', () => {
  test('shows it for every token, in the header or in the form', async () => {
    const { body: registered } = await register(market.url, {
      redirect_uris: [client.redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
    });
    expect(registered).toMatchObject({
      client_secret: expect.any(String),
      token_endpoint_auth_method: 'client_secret_basic',
    });
    const secretive = await rawClient(market.url, { id: registered.client_id });
    const { url, verifier } = secretive.ask();
    const code = (await person.answer(url)).searchParams.get('code') ?? '';
    const bare = await secretive.exchange(code, verifier);
    expect([bare.status, bare.body.error]).toEqual([401, 'invalid_client']);
    const wrong = await secretive.exchange(code, verifier, { client_secret: 'guessed' });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    const right = await postForm(`${market.url}/token`, {
      ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: client.redirectUri },
      ...{ client_id: registered.client_id, client_secret: registered.client_secret },
    });
    expect(right.status).toBe(200);
  });
});
