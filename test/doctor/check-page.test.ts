import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { soon } from '../soon.js';
import { Visit } from '../web/visit.js';
import { serveAnswers } from './broken-server.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

async function signedIn(): Promise<Visit> {
  const visit = new Visit(market.url);
  await visit.signIn('acme-owner');
  return visit;
}

/** What the page says of an address: a line a finding, in words. */
async function found(fields: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const visit = await signedIn();
  const answer = await visit.post('/account/check', { token: await visit.token('/account/check'), ...fields });
  expect(answer.status).toBe(200);
  const html = await answer.text();
  const items = [
    ...html.matchAll(/<span class="status \w+">(\w+)<\/span> <strong>([^<]+)<\/strong>\s*<p>([^<]+)<\/p>/g),
  ];
  return items.map(([, mark, station, told]) => `${mark}: ${station}: ${told}`);
}

test('clients are told of this server, each in its own way, without a key', async () => {
  const html = await (await (await signedIn()).send('/account/check')).text();
  expect(html).toContain(`claude mcp add --transport http marketplace ${market.url}/mcp`);
  for (const file of ['.cursor/mcp.json', '.vscode/mcp.json', '~/.codex/config.toml', '~/.gemini/settings.json']) {
    expect(html).toContain(file);
  }
  expect(html).not.toContain('Bearer');
});

test('this server is checked as clients see it, and with a key its tools', async () => {
  const lines = await found({ url: `${market.url}/mcp`, key: 'sk_demo_acme-viewer' });
  expect(lines.map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
    'Good: Address',
    'Good: MCP endpoint',
    'Good: Protected-resource metadata',
    'Good: Authorization server',
    'Good: Registration',
    'Good: Tools',
  ]);
});

test('leaves one row, without the key', async () => {
  const visit = await signedIn();
  const fields = { token: await visit.token('/account/check'), url: `${market.url}/mcp`, key: 'sk_live_pasted' };
  const answer = await visit.post('/account/check', fields);
  const rows = await expectRows(answer.headers.get('x-trace-id') ?? '');
  expect(rows).toMatchObject([{ tool: 'POST /account/check', outcome: 'ok', arguments: { url: `${market.url}/mcp` } }]);
  expect(JSON.stringify(rows)).not.toContain('pasted');
  expect(await answer.text()).not.toContain('sk_live_pasted');
});

function expectRows(trace: string): Promise<readonly object[]> {
  return soon(async () => {
    const rows = await market.db('toolwright.audit').where({ trace_id: trace });
    expect(rows).not.toEqual([]);
    return rows;
  });
}

describe('attack: the server is sent where its guest cannot go', () => {
  test.each([
    ['http://169.254.169.254/latest/meta-data', 'Only https addresses are reached from here'],
    ['https://127.0.0.1:8443/mcp', '127.0.0.1 is not on the public internet'],
    ['https://[::1]/mcp', '[::1] is not on the public internet'],
    ['https://10.0.0.5/mcp', '10.0.0.5 is not on the public internet'],
    ['https://2130706433/mcp', '127.0.0.1 is not on the public internet'],
  ])('%s is not asked', async (url, sentence) => {
    const [, refused] = await found({ url });
    expect(refused).toContain('Wrong: MCP endpoint');
    expect(refused).toContain(sentence);
  });

  test('another server on this machine is not asked, whatever its port', async () => {
    const other = await serveAnswers({ '/mcp': { body: { secret: 'inside' } } });
    const [, refused] = await found({ url: `${other.origin}/mcp` });
    expect(refused).toContain('Only https addresses are reached from here');
    expect(other.asked).toEqual([]);
    await other.close();
  });

  test('of this server itself nothing but what everybody is served', async () => {
    const [, refused] = await found({ url: `${market.url}/metrics` });
    expect(refused).toContain('Only https addresses are reached from here');
  });
});

test('attack: another site makes a browser check for it', async () => {
  const visit = await signedIn();
  const forged = await visit.post('/account/check', { token: 'forged', url: `${market.url}/mcp` });
  expect(forged.status).toBe(403);
  const stranger = await new Visit(market.url).post('/account/check', { url: `${market.url}/mcp` });
  expect(stranger.status).toBe(403);
});
