import { Writable } from 'node:stream';
import { destination, pino } from 'pino';
import type { Log } from './call/call.js';
import type { ToolServer } from './create-server.js';
import { importNamed } from './project-module.js';
import { readPort, readText } from './read-variable.js';

/** What `toolwright serve` needs of a server: those of `createServer` have it. */
export type Served = Pick<ToolServer, 'listen' | 'stdio' | 'close'>;

/** What the module exports, as `open`, that package.json names under `toolwright.server`. */
export type Open = (options: OpenOptions) => Promise<Served> | Served;

export interface OpenOptions {
  /** Where the server has to log to: over standard input and output, nothing else may be written there. */
  readonly log: Log;
}

/** Serves until the process is told to end. Throws sentences. */
export async function serveHttp(folder: string): Promise<void> {
  const open = await openerOf(folder);
  const server = await open({ log: pino({ level: logLevel() }) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  try {
    const { url } = await server.listen(readPort(process.env.PORT), readText(process.env.HOST) ?? '127.0.0.1');
    console.log(`MCP at ${url}/mcp, plain HTTP at ${url}/mcp/tools/call: send the key as 'Authorization: Bearer …'.`);
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Serves one client until it goes. Throws sentences. */
export async function serveStdio(folder: string): Promise<void> {
  const output = takeStandardOutput();
  const key = readText(process.env.TOOLWRIGHT_KEY);
  if (key === null) throw new Error('Set TOOLWRIGHT_KEY to an API key: over standard input a client sends none.');
  const open = await openerOf(folder);
  const server = await open({ log: pino({ level: logLevel() }, destination(2)) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  try {
    await server.stdio(key, { input: process.stdin, output });
  } finally {
    process.stdin.destroy();
    await server.close();
  }
}

async function openerOf(folder: string): Promise<Open> {
  const { open } = await importNamed(folder, 'server');
  if (typeof open === 'function') return open as Open;
  throw new Error('The module of "toolwright.server" exports no function `open` that answers a server.');
}

/** The protocol's own way out; whatever else is written to standard output goes to standard error. */
function takeStandardOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({ write: (chunk, _encoding, done) => void write(chunk, (error) => done(error ?? null)) });
}

function logLevel(): string {
  return readText(process.env.LOG_LEVEL) ?? 'info';
}
