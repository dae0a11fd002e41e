import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from '../global-setup.js';
import { openMarket } from '../market/market.js';
import { Visit } from '../web/visit.js';
import { readResults, run, type SuiteResult } from './suite.js';

/** No revision requires them of an MCP server; here all of them have to pass. */
const scenarios = new Set(['authorization-server-metadata-endpoint', 'authorization-code-grant']);

/** The suite's scenarios for authorization servers, against the marketplace, with a person who signs in and agrees. */
export async function runAuthorization(): Promise<SuiteResult> {
  const tearDown = setup();
  const market = await openMarket();
  const folder = mkdtempSync(join(tmpdir(), 'tw-conformance-'));
  try {
    const port = await freePort();
    const id = await registerClient(market.url, `http://127.0.0.1:${port}/callback`);
    const person = new Visit(market.url);
    await person.signIn('acme-owner');
    const args = ['authorization', '--url', market.url, '--client-id', id, '--resource', `${market.url}/mcp`];
    let answered: Promise<void> | undefined;
    const { failed, output } = await run([...args, '-p', String(port), '-o', folder], (printed) => {
      const [asked] = /https?:\/\/\S+\/authorize\?\S+/.exec(printed) ?? [];
      if (asked !== undefined) answered ??= agree(person, asked);
    });
    await answered;
    const results = readResults(folder, scenarios, output);
    const found = new Set(results.map(({ scenario }) => scenario));
    const missing = [...scenarios].filter((name) => !found.has(name));
    if (missing.length > 0) throw new Error(`The suite left out ${missing.join(', ')}:\n${output}`);
    return { revision: 'authorization server', results, passed: !failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await market.close();
    await tearDown?.();
  }
}

async function registerClient(url: string, redirectUri: string): Promise<string> {
  const response = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' }),
  });
  return ((await response.json()) as { client_id: string }).client_id;
}

/** What a person does in a browser with what the suite prints, as far as the suite's own callback. */
async function agree(person: Visit, asked: string): Promise<void> {
  const path = (await person.send(asked)).headers.get('location') ?? '';
  const form = await person.form(path);
  form.set('decision', 'agree');
  const decided = await person.post(path, form);
  const resumed = await person.send(decided.headers.get('location') ?? '');
  await fetch(resumed.headers.get('location') ?? '');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
