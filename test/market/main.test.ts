import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { type Ended, fromSource, projectRoot, run } from '../acceptance/project-copy.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tw-main-'));
});
afterAll(async () => {
  await stopEmbedded(home);
  rmSync(home, { recursive: true });
});

/** Starts the marketplace as a process, to no avail. */
function start(environment: Record<string, string>): Promise<Ended> {
  const settings = { LOG_LEVEL: 'silent', PORT: '0', TOOLWRIGHT_HOME: home, ...environment };
  return run(projectRoot, process.execPath, [...fromSource, 'runtime/main.ts'], settings);
}

it('says in a sentence that the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, err } = await start({ PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(err).toBe(`Port ${port} on 127.0.0.1 is taken. Set PORT to another, or to 0 for a free one.\n`);
});

it('says in sentences what is wrong with the environment, all of it', async () => {
  const { code, err } = await start({ PORT: 'eighty', DATABASE_URL: 'mysql://x', HOST: '0.0.0.0' });
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toEqual([
    expect.stringContaining(`PORT: 'eighty' is not a whole number`),
    expect.stringContaining('DATABASE_URL: This is not an address of PostgreSQL'),
  ]);
});

it('says in a sentence that the database does not answer', async () => {
  const { code, err } = await start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(code).toBe(1);
  expect(err.trim()).toMatch(/^The database of DATABASE_URL does not answer: .*ECONNREFUSED/);
});
