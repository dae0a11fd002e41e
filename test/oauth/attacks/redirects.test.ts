import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { Visit } from '../../web/visit.js';
import { type Person, personAt } from '../person.js';
import { type RawClient, rawClient, register } from '../raw-client.js';

let market: Market;
let person: Person;
let client: RawClient;

beforeAll(async () => {
  market = await openMarket();
  person = personAt(market.url, 'acme-owner');
  client = await rawClient(market.url, { redirectUri: 'https://client.example/callback' });
});

afterAll(() => market?.close());

/** A page of ours that says what is wrong, from which nothing leads to where the request wanted. */
async function staysHere(url: URL, wanted: string): Promise<void> {
  const response = await new Visit(market.url).send(url.href);
  const text = await response.text();
  expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(text).toContain('You have not been sent back to the program');
  expect(text).not.toContain(wanted);
  expect(text).not.toMatch(/node_modules|\bat \S+:\d+/);
}

describe('redirect URI tricks and open redirects', () => {
  test.each([
    'https://evil.example/callback',
    'https://client.example.evil.example/callback',
    'https://client.example@evil.example/callback',
    'https://client.example/callback/../evil',
    'https://client.example/callback?next=https://evil.example',
    'https://client.example/callback#evil',
    'https://client.example/callback/',
    'https://CLIENT.example/callback%2f..',
    'https://client.example:8443/callback',
    'http://client.example/callback',
    'javascript:alert(1)//client.example/callback',
    'data:text/html,evil',
    '//evil.example',
    'https://client.example\\@evil.example/callback',
  ])('nobody is sent to %s', async (redirect) => {
    await staysHere(client.ask({ redirect_uri: redirect }).url, 'evil');
  });

  test('nor with two addresses, of which one is right', async () => {
    for (const order of [0, 1]) {
      const { url } = client.ask();
      const both = ['https://evil.example/callback', client.redirectUri];
      url.searchParams.delete('redirect_uri');
      for (const uri of order === 0 ? both : both.reverse()) url.searchParams.append('redirect_uri', uri);
      const response = await new Visit(market.url).send(url.href);
      const back = new URL(response.headers.get('location') ?? '');
      expect([back.origin, back.searchParams.get('error')]).toEqual(['https://client.example', 'invalid_request']);
    }
  });

  test('nor for an error, of a client that nobody knows', async () => {
    await staysHere(
      client.ask({ client_id: 'unknown', redirect_uri: 'https://evil.example/', response_type: 'token' }).url,
      'evil.example',
    );
  });

  test('a loopback address is the same with every port, and with nothing else (RFC 8252)', async () => {
    const native = await rawClient(market.url, { redirectUri: 'http://127.0.0.1:1111/callback' });
    const back = await person.answer(native.ask({ redirect_uri: 'http://127.0.0.1:2222/callback' }).url);
    expect(back.origin).toBe('http://127.0.0.1:2222');
    for (const redirect of [
      'http://localhost:1111/callback',
      'http://127.0.0.1:1111/other',
      'http://127.0.0.2:1111/callback',
      'http://127.0.0.1.evil.example:1111/callback',
      'https://127.0.0.1:1111/callback',
    ]) {
      await staysHere(native.ask({ redirect_uri: redirect }).url, 'evil');
    }
  });

  test.each([
    ['plain http on another machine', ['http://client.example/callback']],
    ['a fragment', ['https://client.example/callback#x']],
    ['a wildcard', ['https://*.client.example/callback']],
    ['a script', ['javascript:alert(1)']],
    ['data', ['data:text/html,x']],
    ['a scheme of its own', ['client:/callback']],
    ['a password', ['https://user:pass@client.example/callback']],
    ['TLS on the loopback', ['https://localhost/callback']],
    ['no address', ['callback']],
    ['nothing', []],
    ['what is no list', 'https://client.example/callback'],
    ['one wrong among right ones', ['https://client.example/callback', 'http://evil.example/']],
  ])('a client cannot be registered with %s', async (_what, uris) => {
    const answer = await register(market.url, { redirect_uris: uris, token_endpoint_auth_method: 'none' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: 'invalid_redirect_uri', error_description: expect.any(String) });
  });
});

describe('response modes', () => {
  test.each(['fragment', 'form_post', 'web_message', 'jwt'])('%s is not to be had', async (mode) => {
    const response = await new Visit(market.url).send(client.ask({ response_mode: mode }).url.href);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test.each(['token', 'id_token', 'code token', 'code id_token', 'none'])('nor the response type %s', async (type) => {
    const response = await person.visit.send(client.ask({ response_type: type }).url.href);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.href).toMatch(/[?#]error=(unsupported_response_type|invalid_request)&/);
    expect(back.href).not.toMatch(/(code|token)=/);
  });
});

describe('mix-up', () => {
  test('every answer at the redirect address says who gives it (RFC 9207), refusals too', async () => {
    const agreed = await person.answer(client.ask().url);
    expect(Object.fromEntries(agreed.searchParams)).toEqual({
      code: expect.any(String),
      state: 'a state',
      iss: market.url,
    });
    const refused = await person.answer(client.ask().url, 'refuse');
    expect(Object.fromEntries(refused.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'The person has refused.',
      state: 'a state',
      iss: market.url,
    });
    const metadata = await (await fetch(`${market.url}/.well-known/oauth-authorization-server`)).json();
    expect(metadata).toMatchObject({ issuer: market.url, authorization_response_iss_parameter_supported: true });
  });
});

describe('what waits for one person', () => {
  test('is not to be answered in another browser, or by another person', async () => {
    const asked = await person.visit.send(client.ask().url.href);
    const path = asked.headers.get('location') ?? '';
    const other = new Visit(market.url);
    await other.signIn('globex-owner');
    expect((await other.send(path)).status).toBe(410);
    const token = await other.token('/account/');
    expect((await other.post(path, { token, decision: 'agree' })).status).toBe(410);
    await person.visit.signIn('acme-owner');
    expect((await person.visit.send(path)).status).toBe(200);
  });

  test('is answered once', async () => {
    const { visit } = person;
    const asked = await visit.send(client.ask().url.href);
    const path = asked.headers.get('location') ?? '';
    const form = await visit.form(path);
    form.set('decision', 'agree');
    const first = await visit.post(path, form);
    const resume = first.headers.get('location') ?? '';
    expect((await visit.send(resume)).status).toBe(303);
    expect((await visit.send(resume)).status).toBe(400);
    expect((await visit.post(path, form)).status).toBe(410);
  });

  test('is taken from its own form alone', async () => {
    const { visit } = person;
    const path = (await visit.send(client.ask().url.href)).headers.get('location') ?? '';
    const token = await visit.token(path);
    expect((await visit.post(path, { decision: 'agree' })).status).toBe(403);
    const crossed = await visit.post(path, { decision: 'agree', token }, { 'sec-fetch-site': 'cross-site' });
    expect(crossed.status).toBe(403);
    const page = await visit.send(path);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  test('a grant of whoever used the browser before is not the next person’s', async () => {
    const shared = personAt(market.url, 'acme-owner');
    const tokens = await client.connect(shared);
    await shared.visit.post('/account/sign-out', { token: await shared.visit.token('/account/') });
    const next = { ...personAt(market.url, 'globex-owner') };
    for (const [name, value] of shared.visit.cookies) next.visit.cookies.set(name, value);
    const theirs = await client.connect(next);
    const rows = await market
      .db('toolwright.connection')
      .whereNotNull('grant_id')
      .orderBy('created_at', 'desc')
      .limit(2);
    expect(rows.map(({ principal_id }) => principal_id)).toEqual(['cus_demo_globex_owner', 'cus_demo_acme_owner']);
    expect(theirs.access_token).not.toBe(tokens.access_token);
  });
});
