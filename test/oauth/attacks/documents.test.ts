import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOutside } from '../../../runtime/outside/outside.js';
import { type Market, openMarket } from '../../market/market.js';
import { Visit } from '../../web/visit.js';
import { type DocumentHost, openDocumentHost } from '../document-host.js';
import { personAt } from '../person.js';
import { rawClient, register } from '../raw-client.js';

let documents: DocumentHost;
let market: Market;
let count = 0;
let path = '';

beforeAll(async () => {
  documents = await openDocumentHost();
  market = await openMarket({ options: { outside: documents.outside } });
});

// What has been read once is remembered.
beforeEach(() => {
  count += 1;
  path = `/program-${count}.json`;
});

afterAll(async () => {
  await market?.close();
  await documents?.close();
});

const redirectUri = 'https://client.test/callback';

async function ask(id: string): Promise<{ readonly status: number; readonly text: string }> {
  const { url } = (await rawClient(market.url, { redirectUri, id })).ask();
  const response = await new Visit(market.url).send(url.href);
  expect(response.headers.get('location')?.startsWith('/account/connect/') ?? false).toBe(response.status === 303);
  return { status: response.status, text: await response.text() };
}

async function isRefused(id: string, words: string | RegExp): Promise<void> {
  const { status, text } = await ask(id);
  expect([status, text.replace(/&#x27;/g, "'")]).toEqual([400, expect.stringMatching(words)]);
}

describe('a client metadata document', () => {
  test('that is as it should be is read, once for many requests', async () => {
    const id = documents.client(path, { redirect_uris: [redirectUri] });
    expect((await ask(id)).status).toBe(303);
    expect((await ask(id)).status).toBe(303);
    expect(documents.asked.get(path)).toBe(1);
    const client = await rawClient(market.url, { redirectUri, id });
    const tokens = await client.connect(personAt(market.url, 'acme-owner'));
    expect(tokens.scope).toBe('mcp:read');
    const row = await market.db('toolwright.connection').whereNotNull('grant_id').first('client');
    expect(row.client).toEqual({ id, name: 'Test client', host: new URL(documents.origin).host });
  });

  test.each([
    ['on the loopback', 'https://127.0.0.1:8443/client.json', 'not on the public internet'],
    ['on the loopback in IPv6', 'https://[::1]/client.json', 'not on the public internet'],
    ['on a private address', 'https://10.0.0.1/client.json', 'not on the public internet'],
    ['at the metadata service of a cloud', 'https://169.254.169.254/latest/meta-data', 'not on the public internet'],
    ['on a private address written as a number', 'https://2130706433/client.json', 'not on the public internet'],
    [
      'under a name that leads to a private address',
      'https://inside.example/client.json',
      'not on the public internet',
    ],
    ['on a port of another service', 'https://client.test:25/client.json', 'Port 25 is not reached from here'],
    ['without a path', 'https://client.test/', 'client is invalid|document fetch not allowed'],
  ])('%s is not read', async (_what, id, words) => {
    await isRefused(id, new RegExp(words, 'i'));
  });

  test.each([
    ['plain http', 'http://client.test/client.json'],
    ['a password', 'https://user:pass@client.test/client.json'],
    ['a fragment', 'https://client.test/client.json#x'],
    ['steps upwards', 'https://client.test/a/../client.json'],
    ['a file', 'file:///etc/passwd'],
  ])('whose address has %s is none', async (_what, id) => {
    await isRefused(id, /client is invalid/i);
  });

  test('that redirects is not followed, wherever that leads', async () => {
    documents.client('/target.json', { redirect_uris: [redirectUri] });
    for (const status of [301, 302, 303, 307, 308]) {
      const at = `/to-${status}-${count}.json`;
      documents.serve(at, { status, headers: { location: `${documents.origin}/target.json` } });
      await isRefused(`${documents.origin}${at}`, /client metadata|document|cannot be read/i);
    }
    expect(documents.asked.get('/target.json')).toBeUndefined();
  });

  test('that is too large is left', async () => {
    const id = documents.client(path, { redirect_uris: [redirectUri], filler: 'x'.repeat(20_000) });
    await isRefused(id, /more than 10240 bytes/);
  });

  test.each([
    ['is no JSON', () => 'no'],
    ['is a list', () => '[]'],
    ['names another client', () => JSON.stringify({ client_id: 'https://other.test/x', redirect_uris: [redirectUri] })],
    ['names none', () => JSON.stringify({ redirect_uris: [redirectUri] })],
    [
      'brings a secret',
      (id: string) => JSON.stringify({ client_id: id, client_secret: 'x', redirect_uris: [redirectUri] }),
    ],
    ['has no redirect address', (id: string) => JSON.stringify({ client_id: id })],
    [
      'has a redirect address that nobody may be sent to',
      (id: string) => JSON.stringify({ client_id: id, redirect_uris: [redirectUri, 'http://evil.example/'] }),
    ],
  ])('that %s is refused', async (_what, body) => {
    const id = `${documents.origin}${path}`;
    documents.serve(path, { body: body(id) });
    expect((await ask(id)).status).toBe(400);
  });

  test('the guard that nothing is told to refuses even the host of these tests', async () => {
    documents.client(path, { redirect_uris: [redirectUri] });
    const { lookup } = documents.outside;
    const guard = createOutside({ allowed: [], ...(lookup && { lookup }) });
    await expect(guard.fetch(`${documents.origin}${path}`)).rejects.toMatchObject({ code: 'private' });
    expect(documents.asked.get(path)).toBeUndefined();
  });
});

describe('registration flood', () => {
  test('who has registered and is never let in is forgotten after a week; who is let in stays', async () => {
    const ends = async () =>
      (await market.db('toolwright.oauth_artifact').where({ model: 'Client' })).map((row) => row.expires_at);
    const client = await rawClient(market.url, { redirectUri });
    const [end] = await ends();
    expect(Math.abs(end.getTime() - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    await client.connect(personAt(market.url, 'acme-owner'));
    expect(await ends()).toEqual([null]);
  });

  test('from one address no more clients are registered than a person could need', async () => {
    const metadata = { redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' };
    const answers = [];
    for (let tries = 0; tries < 62; tries += 1) answers.push(await register(market.url, metadata));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]?.body).toEqual({
      error: 'temporarily_unavailable',
      error_description: expect.stringContaining('Too many clients have been registered from here.'),
    });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
