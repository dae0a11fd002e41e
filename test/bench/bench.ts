/**
 * `npm run bench`: what a call costs here and elsewhere. Each contender is a process of its own; rounds are interleaved,
 * so that whatever else the machine does falls upon all of them; processor time is what the operating system counts for
 * the contender's process, requests a second are autocannon's. BENCH_SECONDS and BENCH_ROUNDS change how long, BENCH_ONLY
 * narrows it: `trivial`, `list/native`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { modernMeta } from '../server/requests.js';
import { type RunningContender, startContender } from './contender-process.js';
import { prepareDatabase } from './contenders/database.js';
import { measures as allMeasures, contenders, type Measure } from './contenders.js';
import { keepResults } from './results.js';
import { type Sample, tablesOf } from './tables.js';

const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const connections = 16;
const only = process.env.BENCH_ONLY;
const measures = allMeasures.filter(
  ({ topic, contender }) => !only || only.split(',').some((word) => `${topic}/${contender}`.includes(word)),
);

type Sent = Pick<Measure, 'headers'> & { readonly url: string; readonly body: string };

build();
const home = mkdtempSync(join(tmpdir(), 'toolwright-bench-'));
const cluster = await startEmbedded({ home, database: 'bench' });
const running = new Map<string, RunningContender>();
try {
  await prepareDatabase(cluster.connection);
  for (const name of new Set(measures.map(({ contender }) => contender))) {
    running.set(name, await startContender(contenders[name], JSON.stringify(cluster.connection)));
  }
  const samples = new Map<Measure, Sample[]>(measures.map((measure) => [measure, []]));
  const requests = new Map<Measure, Sent>();
  for (const measure of measures) {
    requests.set(measure, await prepare(measure));
    await take(measure, 2);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const measure of measures) samples.get(measure)?.push(await take(measure, seconds));
    console.error(`Round ${round + 1} of ${rounds}.`);
  }
  const lines = [...tablesOf(samples), '', setting()];
  console.log(lines.join('\n'));
  if (!only) keepResults('calls', lines);

  /** Sends it for some seconds. Whatever is not 200 spoils the bench. */
  async function take(measure: Measure, duration: number): Promise<Sample> {
    const contender = running.get(measure.contender);
    const sent = requests.get(measure);
    if (contender === undefined || sent === undefined) throw new Error(`${measure.contender} does not run.`);
    const before = await contender.cpu();
    const {
      requests: counted,
      non2xx,
      errors,
      duration: took,
    } = await autocannon({
      ...sent,
      method: 'POST',
      connections,
      duration,
    });
    const used = (await contender.cpu()) - before;
    if (non2xx + errors > 0) throw new Error(`${measure.name}: ${non2xx} refused, ${errors} failed.`);
    return { cpu: used / counted.total, rate: counted.total / took };
  }
} finally {
  await Promise.all([...running.values()].map((contender) => contender.stop()));
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}

/** The contenders run as plain JavaScript, as what they are compared with would in production. */
function build(): void {
  const tsc = join(import.meta.dirname, '../../node_modules/.bin/tsc');
  const { status } = spawnSync(tsc, ['-p', join(import.meta.dirname, 'contenders/tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The contenders do not compile.');
}

/** Asks once, and looks whether the answer is what was asked for. */
async function prepare(measure: Measure): Promise<Sent> {
  const { contender, path, body, expect } = measure;
  const url = `${running.get(contender)?.url}${path}`;
  const headers = measure.session ? { ...measure.headers, ...(await openSession(url, measure)) } : measure.headers;
  const sent = { url, headers, body: JSON.stringify(body) };
  const response = await fetch(url, { method: 'POST', headers, body: sent.body });
  const text = await response.text();
  if (response.status !== 200 || !text.includes(expect)) {
    throw new Error(`${measure.name} answers ${response.status}: ${text.slice(0, 500)}`);
  }
  return sent;
}

async function openSession(url: string, { headers }: Measure): Promise<Record<string, string>> {
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: modernMeta['io.modelcontextprotocol/clientInfo'],
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params });
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.text();
  return { 'mcp-session-id': response.headers.get('mcp-session-id') ?? '' };
}

function setting(): string {
  const [cpu] = cpus();
  return (
    `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${rounds} rounds of ${seconds} s each, ` +
    `${connections} connections, ${new Date().toISOString().slice(0, 10)}.`
  );
}
