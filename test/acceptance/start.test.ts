import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as FirstTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { program } from '../../generated/program.js';
import { stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { accessOf, parseAccessLock } from '../../runtime/testing/access-lock.js';
import { type Ended, projectRoot, run } from './project-copy.js';
import { type ServerProcess, startProcess } from './server-process.js';

// Each step is a process or two, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** As printed: what a person pastes into the configuration of an MCP client. */
interface ClientConfiguration {
  readonly type: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

interface AnyClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const identity = { name: 'test', version: '1' };

async function connectSecond({ url, headers }: ClientConfiguration, options?: ClientOptions): Promise<AnyClient> {
  const client = new Client(identity, options);
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

/** Each library and mode, connected by nothing but the printed configuration. */
const clients: Readonly<Record<string, (configuration: ClientConfiguration) => Promise<AnyClient>>> = {
  '@modelcontextprotocol/client, as it comes': connectSecond,
  '@modelcontextprotocol/client that finds out': (configuration) =>
    connectSecond(configuration, { versionNegotiation: { mode: 'auto' } }),
  '@modelcontextprotocol/client in 2026-07-28': (configuration) =>
    connectSecond(configuration, { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
  '@modelcontextprotocol/sdk': async ({ url, headers }) => {
    const client = new FirstClient(identity);
    const transport = new FirstTransport(new URL(url), { requestInit: { headers } });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    return client;
  },
};

let home: string;
let server: ServerProcess;
/** What `npm start` runs when it has built. */
const start = () =>
  startProcess(projectRoot, ['dist/runtime/main.js'], { TOOLWRIGHT_HOME: home }, /\{"tool": .*\}'\n$/);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'tw-start-'));
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await stopEmbedded(home);
  rmSync(home, { recursive: true });
});

function printedConfiguration(): ClientConfiguration {
  const text = /For an MCP client:\n\n(\{\n.*?\n\}\n)/s.exec(server.out())?.[1] ?? '';
  return JSON.parse(text).mcpServers.marketplace;
}

/** The printed lines from `curl` to the end of the command, through a shell. */
function runPrintedCurl(): Promise<Ended> {
  return run(home, 'sh', ['-c', server.out().slice(server.out().indexOf('curl -s'))], {});
}

const principal = 'acme-owner';
const sections = parseAccessLock(readFileSync(join(projectRoot, 'generated/access.lock'), 'utf8'));
const allowed = program.tools
  .filter((tool) => [...accessOf(tool, sections).values()].some((access) => access.get(principal)?.allowed))
  .map((tool) => tool.name)
  .sort();

it('prints the key that the configuration carries', () => {
  const [, key] = /^Demo key .*: (\S+)$/m.exec(server.out()) ?? [];
  expect(key).toBe(`sk_demo_${principal}`);
  expect(printedConfiguration()).toEqual({
    type: 'http',
    url: `${server.url}/mcp`,
    headers: { Authorization: `Bearer ${key}` },
  });
});

it.each(Object.keys(clients))('%s: the printed configuration lists, reads and writes', async (name) => {
  const client = await clients[name]!(printedConfiguration());
  expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(allowed);
  const { structuredContent: read } = await client.callTool({ name: 'whoami', arguments: {} });
  expect(read).toMatchObject({ customer: { customer_id: 'cus_demo_acme_owner' } });
  const { structuredContent: written } = await client.callTool({ name: 'create_project', arguments: { name } });
  expect(written).toMatchObject({ name, public_key: null });
  await client.close();
});

it('the printed key opens every tool of a buyer', () => {
  const buyers = program.tools.filter(({ audience }) => (audience as readonly string[]).includes('buyer'));
  expect(allowed).toEqual(buyers.map(({ name }) => name).sort());
});

it('the printed curl line works in a shell as it stands', async () => {
  const { code, out, err } = await runPrintedCurl();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ page: { total: 2 + Object.keys(clients).length } });
});

it.each([
  ['/docs/', 'text/html; charset=utf-8', '<h1'],
  ['/docs/marketplace/projects/rotate_credentials.html', 'text/html; charset=utf-8', 'rotate_credentials'],
  ['/llms.txt', 'text/plain; charset=utf-8', '# Package marketplace'],
  ['/mcp/openapi.json', 'application/json; charset=utf-8', '"openapi"'],
])('serves %s', async (path, type, holds) => {
  const response = await fetch(`${server.url}${path}`, { headers: printedConfiguration().headers });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  expect(await response.text()).toContain(holds);
});

it('ends on a signal, with a client still connected; started again, it has what was written', async () => {
  const client = await clients['@modelcontextprotocol/client, as it comes']!(printedConfiguration());
  expect(await server.stop()).toBe(0);
  expect(server.err()).toBe('');
  await client.close();
  server = await start();
  const { out } = await runPrintedCurl();
  const names = JSON.parse(out).projects.map((project: { name: string }) => project.name);
  expect(names.sort()).toEqual([...Object.keys(clients), 'Back office', 'Storefront'].sort());
});
