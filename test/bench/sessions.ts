import { request } from 'node:http';
import { start } from '../server/start.js';

/**
 * What an idle session of 2025-11-25 takes: KiB of memory in use after a full collection, for sessions that have been
 * opened and listed the tools, without and with an open stream. Clients run in this process too, so the streams' figure
 * holds both ends of each connection. Run with `--expose-gc`.
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

/** Resolves once the server listens; the stream stays open. */
function listen(session: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const stream = request(`${server.url}/mcp`, { agent: false, headers: { ...headers, 'mcp-session-id': session } });
    stream.on('response', (response) => {
      response.resume();
      resolve(() => stream.destroy());
    });
    stream.on('error', reject);
    stream.end();
  });
}

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
server.lines.length && (server.lines as unknown[]).splice(0);
(server.asked as unknown[]).splice(0);
const idle = await usedKiB();
const ends: (() => void)[] = [];
for (const session of sessions) ends.push(await listen(session));
(server.lines as unknown[]).splice(0);
(server.asked as unknown[]).splice(0);
const listening = await usedKiB();

const each = (idle - before) / count;
const stream = (listening - idle) / count;
process.stdout.write(`An idle session takes ${each.toFixed(2)} KiB (aim: under ${aimKiB}), of ${count}.\n`);
process.stdout.write(`Its open stream takes ${stream.toFixed(2)} KiB more, both ends of its connection counted.\n`);
for (const end of ends) end();
await server.close();
if (each >= aimKiB) process.exitCode = 1;
