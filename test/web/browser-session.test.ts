import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { Visit } from './visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

async function signedIn(principal: string): Promise<Visit> {
  const visit = new Visit(market.url);
  expect((await visit.signIn(principal)).status).toBe(303);
  return visit;
}

const json = { 'content-type': 'application/json' };

describe('a browser’s session over REST', () => {
  test('calls as its person, with the token that the session’s own answer and pages carry', async () => {
    const owner = await signedIn('acme-owner');
    const told = (await (await owner.send('/account/session')).json()) as Record<string, unknown>;
    expect(told).toEqual({
      signed_in: true,
      id: 'cus_demo_acme_owner',
      name: 'Olivia Owner',
      csrf_token: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(await (await owner.send('/account/')).text()).toContain(
      `<meta name="csrf-token" content="${told.csrf_token}">`,
    );
    const response = await owner.call('whoami');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      customer: { customer_id: 'cus_demo_acme_owner' },
      connection: { kind: 'session', writes: true },
    });
    expect((await owner.send('/mcp/tools')).status).toBe(200);
    expect((await owner.send('/mcp/capabilities')).status).toBe(200);
  });

  test('asks its person', async () => {
    const owner = await signedIn('acme-owner');
    // The personal organization is active at first.
    expect((await owner.call('set_active_org', { org_id: 'org_demo_acme' })).status).toBe(200);
    const input = { project_id: 'prj_demo_storefront' };
    const response = await owner.call('delete_project', input);
    const body = (await response.json()) as { code: string; url: string };
    expect([response.status, body.code]).toEqual([409, 'CONFIRMATION_REQUIRED']);
    const path = new URL(body.url).pathname;
    await owner.post(path, { token: await owner.token(path), decision: 'approved' });
    // A key of the same person is another connection: the agreement is not its.
    expect((await market.call('acme-owner', 'delete_project', input, '_ask')).body.code).toBe('CONFIRMATION_REQUIRED');
    expect((await owner.call('delete_project', input)).status).toBe(200);
  });

  test('without the token, or with another session’s, is refused', async () => {
    const [owner, other] = await Promise.all([signedIn('acme-owner'), signedIn('acme-admin')]);
    const { csrf_token } = (await (await other.send('/account/session')).json()) as { csrf_token: string };
    for (const token of ['', 'x', csrf_token]) {
      const response = await owner.call('whoami', {}, { 'x-csrf-token': token });
      expect([response.status, await response.json()]).toEqual([
        403,
        {
          error: 'With a browser session send X-CSRF-TOKEN, the csrf_token that GET /account/session answers.',
          code: 'INVALID_REQUEST',
        },
      ]);
    }
  });

  test('takes JSON alone, which no form can send', async () => {
    const owner = await signedIn('acme-owner');
    expect((await owner.call('whoami', {}, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('is no credential for MCP', async () => {
    const owner = await signedIn('acme-owner');
    const { csrf_token } = (await (await owner.send('/account/session')).json()) as { csrf_token: string };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    for (const path of ['/mcp', '/mcp/nothing']) {
      const response = await owner.send(path, {
        method: 'POST',
        body,
        headers: { ...json, 'x-csrf-token': csrf_token },
      });
      expect(response.status).toBe(401);
    }
  });

  test('is not used where a key is sent, even a bad one', async () => {
    const owner = await signedIn('acme-owner');
    expect((await owner.call('whoami', {}, { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('is over with signing out, for writes at once', async () => {
    const owner = await signedIn('acme-owner');
    const { csrf_token } = (await (await owner.send('/account/session')).json()) as { csrf_token: string };
    const kept = new Visit(market.url);
    kept.cookies.set('toolwright-session', owner.cookies.get('toolwright-session') ?? '');
    const call = (tool: string, input: object) =>
      kept.send('/mcp/tools/call', {
        method: 'POST',
        headers: { ...json, 'x-csrf-token': csrf_token },
        body: JSON.stringify({ tool, arguments: input }),
      });
    expect((await call('whoami', {})).status).toBe(200);
    await owner.post('/account/sign-out', { token: csrf_token });
    expect((await call('create_project', { name: 'Ghost' })).status).toBe(401);
    await market.eventually(async () => {
      expect((await call('whoami', {})).status).toBe(401);
    });
  });

  test('that has ended refuses writes, also where no notice has told this process so', async () => {
    const owner = await signedIn('acme-owner');
    expect((await owner.call('whoami')).status).toBe(200);
    const { csrf_token } = (await (await owner.send('/account/session')).json()) as { csrf_token: string };
    await market.db.raw('ALTER TABLE toolwright.web_session DISABLE TRIGGER web_session_notice');
    await market.db('toolwright.web_session').delete();
    const response = await owner.send('/mcp/tools/call', {
      method: 'POST',
      headers: { ...json, 'x-csrf-token': csrf_token },
      body: JSON.stringify({ tool: 'create_org', arguments: { name: 'Ghost' } }),
    });
    expect(response.status).toBe(401);
    expect(await market.db('organization').where({ name: 'Ghost' })).toEqual([]);
  });
});
