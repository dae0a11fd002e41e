/**
 * `npm run bench:start`: how long the built server takes from `node` to listening, on a cluster that runs and holds the
 * demo already, as a ratio to an empty Koa app that has connected to the same cluster. Alternating runs, the middle of each.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { clientConfig } from '../../runtime/store/postgres/pool.js';
import { keepResults, median } from './results.js';

const root = join(import.meta.dirname, '../..');
const runs = 9;
const aim = 1.5;

const emptyApp = `
import Koa from 'koa';
import pg from 'pg';
const client = new pg.Client(JSON.parse(process.env.CLIENT));
await client.connect();
await client.query('select 1');
const server = new Koa().listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
`;

const home = mkdtempSync(join(tmpdir(), 'toolwright-start-'));
const cluster = await startEmbedded({ home, database: 'marketplace' });
// The server that leaves last ends the cluster; this connection stays.
const held = new pg.Client(clientConfig(cluster.connection));
await held.connect();
try {
  const environment = {
    TOOLWRIGHT_HOME: home,
    PORT: '0',
    LOG_LEVEL: 'silent',
    CLIENT: JSON.stringify(cluster.connection),
  };
  const server = () => start(environment, 'dist/runtime/main.js');
  const empty = () => start(environment, '--input-type=module', '--eval', emptyApp);
  await server();
  const times: { readonly server: number; readonly empty: number }[] = [];
  for (let run = 0; run < runs; run++) times.push({ empty: await empty(), server: await server() });
  report(median(times.map((time) => time.server)), median(times.map((time) => time.empty)));
} finally {
  await held.end();
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}

/** Milliseconds until a process has said its address; it is ended then. */
async function start(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  await saysAddress(child);
  const time = performance.now() - begun;
  child.kill('SIGTERM');
  await ended;
  return time;
}

async function saysAddress(child: ChildProcess): Promise<void> {
  let text = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/http:\/\/\S+:\d+/.test(text)) return void child.stdout!.resume();
  }
  throw new Error(`It ended without having listened: ${text}`);
}

function report(server: number, empty: number): void {
  const ratio = server / empty;
  const line = `Server ${Math.round(server)} ms, empty Koa app with pg connected ${Math.round(empty)} ms: ${ratio.toFixed(2)}×. Aim: below ${aim}×.`;
  console.log(line);
  keepResults('start', [line]);
  if (ratio >= aim) {
    console.error('The aim is missed.');
    process.exitCode = 1;
  }
}
