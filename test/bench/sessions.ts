import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { start } from '../server/start.js';
import { keepResults } from './results.js';

/**
 * `npm run bench:sessions`: what an idle session of 2025-11-25 takes, in KiB of memory in use after a full collection, of
 * sessions that have been opened and have listed the tools; and what its open stream takes on top, for clients that keep
 * one. The clients of the streams are another process.
 */
const count = 1_000;
const aimKiB = 20;

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: { elicitation: {} },
    clientInfo: { name: 'bench', version: '1' },
  },
};

const server = await start();
const headers = { authorization: 'Bearer key_writer', 'content-type': 'application/json', accept: '*/*' };

async function open(): Promise<string> {
  const send = (body: object, session?: string) =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { ...headers, ...(session && { 'mcp-session-id': session }) },
      body: JSON.stringify(body),
    });
  const response = await send(initialize);
  const session = response.headers.get('mcp-session-id') ?? '';
  await response.text();
  await (await send({ jsonrpc: '2.0', method: 'notifications/initialized' }, session)).text();
  await (await send({ jsonrpc: '2.0', id: 1, method: 'tools/list' }, session)).text();
  return session;
}

/** A process that holds a stream open for each session it is told. */
const listeners = `
import { request } from 'node:http';
const { url, sessions } = JSON.parse(process.env.STREAMS);
for (const session of sessions) {
  await new Promise((resolve, reject) => {
    const headers = { authorization: 'Bearer key_writer', accept: 'text/event-stream', 'mcp-session-id': session };
    const stream = request(url + '/mcp', { agent: false, headers });
    stream.on('response', (response) => resolve(response.resume()));
    stream.on('error', reject);
    stream.end();
  });
}
console.log('all open');
`;

async function usedKiB(): Promise<number> {
  // Twice with a turn between: what finalizers let go of goes with the second.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024;
}

if (!globalThis.gc) throw new Error('Run with --expose-gc: npm run bench:sessions');
for (let warm = 0; warm < 300; warm += 1) await open();
const before = await usedKiB();
const sessions: string[] = [];
for (let made = 0; made < count; made += 1) sessions.push(await open());
forget();
const idle = await usedKiB();
const environment = { ...process.env, NODE_OPTIONS: '', STREAMS: JSON.stringify({ url: server.url, sessions }) };
const clients = spawn(process.execPath, ['--input-type=module', '--eval', listeners], { env: environment });
await once(clients.stdout, 'data');
forget();
const listening = await usedKiB();

const each = (idle - before) / count;
const withStream = (listening - before) / count;
const told = `${each.toFixed(1)} KiB an idle session, ${withStream.toFixed(1)} KiB with its stream open. Aim: under ${aimKiB}.`;
process.stdout.write(`${told}\n`);
keepResults('sessions', [told]);
clients.kill();
await server.close();
if (withStream >= aimKiB) process.exitCode = 1;

/** What the harness of the tests writes down is not the server's. */
function forget(): void {
  for (const list of [server.lines, server.asked]) (list as unknown[]).length = 0;
}
