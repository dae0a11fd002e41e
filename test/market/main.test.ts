import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../runtime/market/project-root.js';
import { stopEmbedded } from '../../runtime/store/embedded-postgres.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tw-main-'));
});
afterAll(async () => {
  await stopEmbedded(home);
  rmSync(home, { recursive: true });
});

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

/** Starts the marketplace as a process; resolves when it has greeted, or ended. */
async function start(environment: Record<string, string>): Promise<{ child: ChildProcess; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '-C', 'toolwright-source', 'runtime/main.ts'], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', PORT: '0', TOOLWRIGHT_HOME: home, ...environment },
  });
  running.push(child);
  let [out, err] = ['', ''];
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      out += data;
      if (out.includes(`"arguments": {}}'`)) resolve();
    });
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  await Promise.race([greeted, once(child, 'close')]);
  return { child, out, err };
}

it('serves what it prints: the curl line works as it stands, and so does the client configuration', async () => {
  const { out } = await start({});
  const curl = out.slice(out.indexOf('curl -s'));
  const { stdout } = await promisify(execFile)('sh', ['-c', curl]);
  expect(JSON.parse(stdout)).toMatchObject({
    page: { total: 2 },
    projects: [{ name: 'Back office' }, { name: 'Storefront' }],
  });

  const { mcpServers } = JSON.parse(out.slice(out.indexOf('{\n'), out.indexOf('\n}\n') + 2));
  const { url, headers } = mcpServers.marketplace;
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'whoami', arguments: {} } }),
  });
  expect(await response.text()).toContain('cus_demo_acme_developer');
});

it('keeps what was written, and ends on a signal with code 0', async () => {
  const first = await start({});
  const curl = first.out.slice(first.out.indexOf('curl -s')).replace('list_projects', 'create_project');
  await promisify(execFile)('sh', ['-c', curl.replace('"arguments": {}', '"arguments": {"name": "Kept"}')]);
  first.child.kill('SIGTERM');
  expect(await once(first.child, 'exit')).toEqual([0, null]);

  const { out } = await start({});
  const { stdout } = await promisify(execFile)('sh', ['-c', out.slice(out.indexOf('curl -s'))]);
  expect(JSON.parse(stdout).projects.map(({ name }: { name: string }) => name)).toEqual([
    'Kept',
    'Back office',
    'Storefront',
  ]);
});

it('says in a sentence that the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { child, err } = await start({ PORT: String(port) });
  other.close();
  expect(child.exitCode).toBe(1);
  expect(err).toBe(`Port ${port} on 127.0.0.1 is taken. Set PORT to another, or to 0 for a free one.\n`);
});

it('says in sentences what is wrong with the environment, all of it', async () => {
  const { child, err } = await start({ PORT: 'eighty', DATABASE_URL: 'mysql://x', HOST: '0.0.0.0' });
  expect(child.exitCode).toBe(1);
  expect(err.trim().split('\n')).toEqual([
    expect.stringContaining(`PORT: 'eighty' is not a whole number`),
    expect.stringContaining('DATABASE_URL: This is not an address of PostgreSQL'),
  ]);
});

it('says in a sentence that the database does not answer', async () => {
  const { child, err } = await start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(child.exitCode).toBe(1);
  expect(err.trim()).toMatch(/^The database of DATABASE_URL does not answer: .*ECONNREFUSED/);
});
