import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { audience, type IdentityProvider, openIdentityProvider } from './identity-provider.js';

let provider: IdentityProvider;
let market: Market;
beforeAll(async () => {
  provider = await openIdentityProvider();
  const { issuer, client } = provider;
  // Nobody is told of what happens at the provider: what is remembered of a caller ends by time.
  const callerClock = () => performance.now();
  market = await openMarket({ options: { issuer: { issuer, audience, client }, callerClock } });
});
afterAll(async () => {
  await market?.close();
  await provider?.close();
});

const owner = {
  customer: 'cus_demo_acme_owner',
  name: 'Olivia by her provider',
  org: 'org_demo_acme',
  role: 'owner',
  audiences: ['buyer'],
  scope: 'mcp:read mcp:write',
};

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(token: string, tool: string, input: object = {}): Promise<Answer> {
  const response = await fetch(`${market.url}/mcp/tools/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ tool, arguments: input }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const project = (name: string) => ({ name });
const statusOf = async (token: string, tool = 'whoami', input = {}) => (await call(token, tool, input)).status;

describe('tokens of somebody else’s identity provider', () => {
  test('its claims give person, organization, role and audiences; the metadata names it and this server issues none', async () => {
    const token = await provider.issue(owner);
    const { status, body } = await call(token, 'whoami');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { customer_id: 'cus_demo_acme_owner' },
      connection: { kind: 'oauth', writes: true },
    });
    expect(await statusOf(token, 'list_projects')).toBe(200);
    expect(await statusOf(token, 'create_project', project('Vouched for'))).toBe(200);
    const resource = await fetch(`${market.url}/.well-known/oauth-protected-resource/mcp`);
    expect(((await resource.json()) as { authorization_servers: unknown }).authorization_servers).toEqual([
      provider.issuer,
    ]);
    expect((await fetch(`${market.url}/.well-known/oauth-authorization-server`)).status).toBe(404);
    expect((await fetch(`${market.url}/authorize`)).status).toBe(404);
  });

  test.each<[string, object, number]>([
    ['another role', { role: 'viewer' }, 403],
    ['a role that nobody declared', { role: 'emperor' }, 403],
    ['no role', { role: undefined }, 403],
    ['another audience', { audiences: 'vendor' }, 403],
    ['no audience', { audiences: undefined }, 403],
    ['no organization', { org: undefined }, 403],
    ['another allow-list', { tools: 'whoami list_projects' }, 403],
    ['an allow-list of nothing', { tools: [] }, 403],
    ['an organization that there is not', { org: 'org_nowhere' }, 401],
    ['a customer that there is not', { customer: 'cus_nobody' }, 401],
    ['no customer', { customer: undefined }, 401],
  ])('%s may not create a project', async (_, change, status) => {
    const token = await provider.issue({ ...owner, ...change });
    expect(await statusOf(token, 'create_project', project('No'))).toBe(status);
  });

  test('no row of another organization, whatever the role', async () => {
    const token = await provider.issue({ ...owner, org: 'org_demo_globex' });
    const { body } = await call(token, 'list_projects');
    expect(JSON.stringify(body)).not.toContain('prj_demo_storefront');
  });

  test('opaque ones are asked about, and what it has revoked opens nothing', async () => {
    const token = await provider.issue(owner, { opaque: true });
    expect(token).not.toContain('.');
    expect(await statusOf(token)).toBe(200);
    expect(provider.asked).toContain('POST /token/introspection');
    await provider.revoke(token);
    await expect.poll(() => statusOf(token)).toBe(401);
  });

  test('whoever is disabled here is out', async () => {
    const token = await provider.issue({ ...owner, customer: 'cus_demo_acme_admin', role: 'admin' });
    expect(await statusOf(token)).toBe(200);
    await market.db('customer').where({ id: 'cus_demo_acme_admin' }).update({ disabled_at: new Date() });
    expect(await statusOf(token, 'create_project', project('Gone'))).toBe(401);
  });

  test('keys made here go on to work', async () => {
    expect(await statusOf('sk_demo_acme-owner')).toBe(200);
  });
});

describe('attacks with tokens', () => {
  const now = () => Math.floor(market.now().getTime() / 1000);
  const unsigned = (header: object, payload: object) =>
    [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

  test('the right one passes, so that the others fail for what is wrong with them', async () => {
    expect(await statusOf(await provider.sign(owner))).toBe(200);
  });

  test.each<[string, () => Promise<string> | string]>([
    ['of another audience (a confused deputy)', () => provider.sign({ ...owner, aud: 'https://other.example/mcp' })],
    ['without an audience', () => provider.sign({ ...owner, aud: undefined })],
    ['of another issuer', () => provider.sign({ ...owner, iss: 'https://evil.example' })],
    ['that has expired', () => provider.sign({ ...owner, exp: now() - 60 })],
    ['without an end', () => provider.sign({ ...owner, exp: undefined })],
    ['that begins tomorrow', () => provider.sign({ ...owner, nbf: now() + 86_400 })],
    ['that is an ID token by its type', () => provider.sign(owner, { typ: 'id_token' })],
    ['signed by a stranger under the same key id', () => strangersToken()],
    ['signed by nobody (alg none)', () => `${unsigned({ alg: 'none', typ: 'at+jwt' }, claimsNow())}.`],
    ['signed with the public key as a secret (alg HS256)', () => confusedAlgorithm()],
    [
      'issued for another resource by the same provider',
      () => provider.issue(owner, { audience: 'https://b.example' }),
    ],
    ['opaque for another resource', () => provider.issue(owner, { opaque: true, audience: 'https://b.example' })],
    ['that is no token at all', () => 'a.b.c'],
  ])('a token %s is refused', async (_, make) => {
    expect(await statusOf(await make())).toBe(401);
  });

  function claimsNow(): object {
    return { iss: provider.issuer, aud: audience, sub: 'x', exp: now() + 600, ...owner };
  }

  function strangersToken(): Promise<string> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return new SignJWT({ ...claimsNow() })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })
      .sign(privateKey);
  }

  async function confusedAlgorithm(): Promise<string> {
    const jwks = await (await fetch(`${provider.issuer}/jwks`)).text();
    const text = unsigned({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' }, claimsNow());
    return `${text}.${createHmac('sha256', jwks).update(text).digest('base64url')}`;
  }
});
