import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as SdkStdioTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../runtime/market/demo/keys.js';

/** A folder for the embedded database of the command: none of it is there yet. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'toolwright-stdio-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const root = join(import.meta.dirname, '../..');
const command = ['--import', 'tsx', '-C', 'toolwright-source', 'generator/main.ts', 'serve', '--stdio'];
const environment = (key: string) => ({
  PATH: process.env.PATH ?? '',
  TOOLWRIGHT_HOME: home,
  TOOLWRIGHT_KEY: key,
  LOG_LEVEL: 'debug',
});
const served = (principal: string) => ({
  command: process.execPath,
  args: command,
  cwd: root,
  env: environment(demoKey(principal, '')),
  stderr: 'ignore' as const,
});
const self = { name: 'test', version: '1' };

const auth = 'market://projects/prj_demo_storefront/auth.json';

describe.each(['client (2026-07-28)', 'client (2025-11-25)', 'sdk (2025-11-25)'])(
  'toolwright serve --stdio with %s',
  (library) => {
    test('lists, reads, calls and is told of changes, with the same rights as over HTTP', async () => {
      const told: string[] = [];
      const modern = library === 'client (2026-07-28)';
      const { client, close } = library === 'sdk (2025-11-25)' ? await openSdk(told) : await openClient(modern, told);
      try {
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).toContain('rotate_credentials');
        const { contents } = await client.readResource({ uri: auth });
        expect(JSON.stringify(contents)).toContain('http-basic');
        const called = await client.callTool({
          name: 'rotate_credentials',
          arguments: { project_id: 'prj_demo_storefront' },
        });
        expect(called.isError ?? false).toBe(false);
        await expect.poll(() => told).toEqual([auth]);
        await expect(client.readResource({ uri: 'market://projects/prj_demo_portal/auth.json' })).rejects.toThrow(
          'Unknown resource',
        );
      } finally {
        await close();
      }
    });
  },
);

async function openClient(modern: boolean, told: string[]) {
  const client = new Client(self, modern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.push(params.uri));
  await client.connect(new StdioClientTransport(served('acme-owner')));
  if (modern) await client.listen({ resourceSubscriptions: [auth] });
  else await client.subscribeResource({ uri: auth });
  return { client, close: () => client.close() };
}

async function openSdk(told: string[]) {
  const { ResourceUpdatedNotificationSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const client = new SdkClient(self);
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void told.push(params.uri));
  await client.connect(new SdkStdioTransport(served('acme-owner')));
  await client.subscribeResource({ uri: auth });
  return { client, close: () => client.close() };
}

describe('toolwright serve --stdio', () => {
  test.each([
    ['', 'Set TOOLWRIGHT_KEY to an API key: over standard input a client sends none.'],
    ['sk_nobody', 'The key in TOOLWRIGHT_KEY is unknown, revoked or expired.'],
  ])(
    'with the key %j ends with a sentence, and nothing on standard output',
    async (key, sentence) => {
      const child = spawn(process.execPath, command, {
        cwd: root,
        env: environment(key),
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const out: string[] = [];
      const err: string[] = [];
      child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect([code, out.join('')]).toEqual([1, '']);
      expect(err.join('')).toContain(sentence);
    },
    60_000,
  );
});
