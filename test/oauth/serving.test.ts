import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../runtime/host.js';
import { createMarketplace, type Marketplace } from '../../runtime/market/marketplace.js';
import { createMemoryStore } from '../../runtime/store/memory/memory-store.js';
import { cloneDemo, log, secrets } from '../market/market.js';
import { start } from '../server/start.js';
import type { TestDatabase } from '../store/cluster.js';
import { Visit } from '../web/visit.js';
import { personAt } from './person.js';
import { call, rawClient, register } from './raw-client.js';

const metadata = '/.well-known/oauth-authorization-server';
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDemo();
});

afterAll(() => database?.drop());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function serve(options: object, port = 0): Promise<{ readonly url: string; readonly market: Marketplace }> {
  const shared = { source: database.connection, poolSize: 3, secrets, demo: true, log, work: false };
  const market = await createMarketplace({ ...shared, ...options });
  const { url } = await market.listen(port, '127.0.0.1');
  return { url, market };
}

// First of all: the library is loaded once.
describe('the console', () => {
  test('hears nothing of the library', async () => {
    const heard: unknown[] = [];
    const { warn, info } = console;
    console.warn = console.info = (...words: unknown[]) => void heard.push(words);
    const { url, market } = await serve({});
    try {
      expect((await fetch(`${url}${metadata}`)).status).toBe(200);
    } finally {
      Object.assign(console, { warn, info });
      await market.close();
    }
    expect(heard).toEqual([]);
  });
});

describe('the metadata', () => {
  test('of a server behind TLS names its public address, whatever the request came by', async () => {
    const port = await freePort();
    const { market } = await serve({ publicUrl: 'https://market.example' }, port);
    const local = `http://127.0.0.1:${port}`;
    try {
      expect(await (await fetch(`${local}${metadata}`)).json()).toEqual({
        issuer: 'https://market.example',
        authorization_endpoint: 'https://market.example/authorize',
        token_endpoint: 'https://market.example/token',
        registration_endpoint: 'https://market.example/register',
        revocation_endpoint: 'https://market.example/revoke',
        jwks_uri: 'https://market.example/jwks',
        scopes_supported: ['mcp:read', 'mcp:write', 'offline_access'],
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
        authorization_response_iss_parameter_supported: true,
        client_id_metadata_document_supported: true,
        request_uri_parameter_supported: false,
        claims_parameter_supported: false,
        claims_supported: ['sub', 'sid', 'auth_time', 'iss'],
        claim_types_supported: ['normal'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['EdDSA'],
      });
      const { keys } = (await (await fetch(`${local}/jwks`)).json()) as { keys: object[] };
      expect(keys).toEqual([
        { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String), x: expect.any(String) },
      ]);

      const redirect = 'https://client.example/callback';
      const { body } = await register(local, { redirect_uris: [redirect], token_endpoint_auth_method: 'none' });
      const asked = (await rawClient('https://market.example', { id: body.client_id, redirectUri: redirect })).ask()
        .url;
      const response = await new Visit(local).send(`${asked.pathname}${asked.search}`);
      expect(response.status).toBe(303);
      const cookies = response.headers.getSetCookie();
      expect(cookies.length).toBeGreaterThanOrEqual(4);
      for (const cookie of cookies) {
        expect(cookie).toMatch(
          /^__Secure-toolwright-ask(ing|ed)(\.sig)?=[\w-]+; path=\S+; expires=[^;]+; samesite=lax; secure; httponly$/i,
        );
      }
    } finally {
      await market.close();
    }
  });

  test('of a local server goes by one of its names; a client that was given another finds its way as well', async () => {
    const { url, market } = await serve({});
    const other = url.replace('localhost', '127.0.0.1');
    try {
      const described = await (await fetch(`${other}/.well-known/oauth-protected-resource/mcp`)).json();
      expect(described).toMatchObject({ resource: `${other}/mcp`, authorization_servers: [url] });
      const client = await rawClient(url);
      const { url: asked, verifier } = client.ask({ resource: `${other}/mcp` });
      const moved = await new Visit(other).send(`${other}${asked.pathname}${asked.search}`);
      expect([moved.status, moved.headers.get('location')]).toEqual([307, asked.href]);
      const code = (await personAt(url, 'acme-owner').answer(asked)).searchParams.get('code') ?? '';
      const { status, body } = await client.exchange(code, verifier, { resource: `${other}/mcp` });
      expect(status).toBe(200);
      for (const base of [url, other]) expect((await call(base, body.access_token)).status).toBe(200);
    } finally {
      await market.close();
    }
  });
});

describe('a rotated secret', () => {
  const older = secrets[0];
  const newer = 'another secret of the marketplace in tests';

  test('leaves tokens, cookies and keys good while the old one is listed, and none of them after that', async () => {
    const port = await freePort();
    const before = await serve({}, port);
    const client = await rawClient(before.url);
    const person = personAt(before.url, 'acme-owner');
    const tokens = await client.connect(person);
    const asked = await person.visit.send(client.ask().url.href);
    const path = asked.headers.get('location') ?? '';
    const keys = async () => ((await (await fetch(`${before.url}/jwks`)).json()) as { keys: { kid: string }[] }).keys;
    const [oldKey] = await keys();
    await before.market.close();

    const during = await serve({ secrets: [newer, older] }, port);
    expect((await call(during.url, tokens.access_token)).status).toBe(200);
    expect((await person.visit.send(path)).status).toBe(200);
    expect((await keys()).map(({ kid }) => kid)).toEqual([expect.not.stringMatching(oldKey?.kid ?? ''), oldKey?.kid]);
    const { status, body: fresh } = await client.refresh(tokens.refresh_token);
    expect(status).toBe(200);
    const again = await client.connect(person, 'mcp:read mcp:write');
    await during.market.close();

    const after = await serve({ secrets: [newer] }, port);
    expect((await call(after.url, tokens.access_token)).status).toBe(401);
    for (const token of [fresh.access_token, again.access_token])
      expect((await call(after.url, token)).status).toBe(200);
    expect((await keys()).map(({ kid }) => kid)).not.toContain(oldKey?.kid);
    await after.market.close();
  });
});

const identify: Host['identify'] = async () => null;

describe('without people, or without a store that keeps connections', () => {
  test.each([
    ['people', { identify, store: createMemoryStore({}), people: { verify: async () => null } }],
    ['nobody', { identify, store: createMemoryStore({}) }],
  ])('a memory store with %s has no authorization server and says nothing of one', async (_who, host) => {
    const server = await start({ host });
    for (const path of [metadata, '/.well-known/openid-configuration', '/jwks', '/authorize', '/account/connect/x']) {
      expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    }
    for (const path of ['/token', '/register', '/revoke']) {
      expect((await fetch(`${server.url}${path}`, { method: 'POST' })).status).toBe(404);
    }
    const described = await (await fetch(`${server.url}/.well-known/oauth-protected-resource`)).json();
    expect(described).not.toHaveProperty('authorization_servers');
    await server.close();
  });
});
