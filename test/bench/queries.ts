/**
 * `npm run bench:queries`: what ten queries that would never end cost a thousand honest ones that come with them. Rounds
 * alternate between the honest ones alone and together, on one server, so that whatever else the machine does falls upon
 * both. BENCH_ROUNDS changes how many.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Log } from '../../runtime/call/call.js';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { startEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { keepResults, median } from './results.js';

const HONEST = 1_000;
const ENDLESS = 10;
/** The honest ones may take so many times what they take alone. */
const AIM = 2;
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

const honest = [
  "SELECT id, title, status FROM posts WHERE status = 'published' LIMIT 10",
  "SELECT date_trunc('month', paid_at) AS month, currency, sum(total) AS revenue FROM orders WHERE status = 'paid' GROUP BY 1, 2",
  'SELECT p.composer_name, count(*) AS licences FROM licences l JOIN packages p ON p.id = l.package_id GROUP BY 1 ORDER BY 2 DESC',
  'WITH sold AS (SELECT vendor_id, sum(net) AS net FROM vendor_sales GROUP BY 1) SELECT v.name, rank() OVER (ORDER BY s.net DESC) FROM sold s JOIN vendors v ON v.id = s.vendor_id',
];
const endless = (n: number) =>
  `SELECT ${n}, count(*) FROM ${Array.from({ length: 12 }, (_, at) => `posts p${at}`).join(', ')}`;

/** A line a request would be measured too. */
const quiet: Log = { error: console.error, warn: console.error, info() {}, debug() {} };

if (process.argv[2] === 'server') await serve();
else await measure();

async function serve(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'toolwright-bench-'));
  const cluster = await startEmbedded({ home, database: 'bench' });
  const market = await createMarketplace({
    ...{ source: cluster.connection, secrets: ['the secret of a bench of queries'], demo: true, work: false },
    log: quiet,
  });
  const { url } = await market.listen(0, '127.0.0.1');
  process.send?.({ url });
  await once(process, 'disconnect');
  await market.close();
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}

interface Round {
  readonly all: number;
  readonly middle: number;
  readonly slow: number;
}

async function measure(): Promise<void> {
  const server = fork(import.meta.filename, ['server'], { execArgv: process.execArgv });
  const [{ url }] = (await once(server, 'message')) as [{ url: string }];
  async function ask(dispatcher: Agent, query: string): Promise<readonly [number, number]> {
    const began = performance.now();
    const { statusCode, body } = await request(`${url}/mcp/tools/call`, {
      ...{ dispatcher, method: 'POST', body: JSON.stringify({ tool: 'query_database', arguments: { query } }) },
      headers: { authorization: 'Bearer sk_demo_staff', 'content-type': 'application/json' },
    });
    await body.text();
    return [statusCode, performance.now() - began];
  }

  async function round(together: boolean): Promise<Round> {
    // Each round on connections of its own: those of the round before may be closing.
    const dispatcher = new Agent({
      connections: HONEST + ENDLESS,
      connect: { timeout: 60_000 },
      headersTimeout: 60_000,
    });
    const bad = Array.from({ length: together ? ENDLESS : 0 }, (_, n) => ask(dispatcher, endless(n)));
    if (together) await delay(50);
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: HONEST }, (_, n) => ask(dispatcher, honest[n % honest.length] ?? '')),
    );
    const all = performance.now() - began;
    const wrong = answers.filter(([status]) => status !== 200);
    if (wrong.length > 0) throw new Error(`${wrong.length} honest queries are not answered: ${wrong[0]?.[0]}.`);
    for (const [status] of await Promise.all(bad)) {
      if (status !== 504 && status !== 503) throw new Error(`A query without end is answered with ${status}.`);
    }
    await dispatcher.close();
    const times = answers.map(([, time]) => time).sort((a, b) => a - b);
    return { all, middle: median(times), slow: times[Math.floor(times.length * 0.95)] ?? 0 };
  }

  await round(false);
  const alone: Round[] = [];
  const together: Round[] = [];
  for (let at = 0; at < rounds; at += 1) {
    alone.push(await round(false));
    together.push(await round(true));
    console.error(`Round ${at + 1} of ${rounds}.`);
  }
  server.disconnect();

  const of = (runs: readonly Round[], key: keyof Round) => median(runs.map((run) => run[key]));
  const ratio = (key: keyof Round) => of(together, key) / of(alone, key);
  const row = (name: string, key: keyof Round) =>
    `| ${name} | ${of(alone, key).toFixed(0)} ms | ${of(together, key).toFixed(0)} ms | ${ratio(key).toFixed(2)}× |`;
  const lines = [
    `| ${HONEST} honest queries at once | alone | with ${ENDLESS} endless ones | |`,
    '|---|---:|---:|---:|',
    row('all are answered after', 'all'),
    row('half of them after', 'middle'),
    row('95 of 100 after', 'slow'),
    '',
    `Aim: below ${AIM}×. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, the middle of ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}.`,
  ];
  console.log(lines.join('\n'));
  keepResults('queries', lines);
  if (ratio('all') > AIM) process.exitCode = 1;
}
