import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { HostAddress, Lookup } from '../../runtime/outside/target.js';

/** A server on loopback that means no good, and the name service that lies for it. */
export interface Hostile {
  /** `http://hostile.test:<port>`: reached only where it is allowed. */
  readonly origin: string;
  readonly port: number;
  /** Paths that have been asked for, with what was sent along. */
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** What the name service answers, one after another; the last one for ever. */
  readonly names: Map<string, readonly (readonly string[])[]>;
  readonly lookups: string[];
  readonly lookup: Lookup;
  /** Answers that are still being sent. */
  open(): number;
  connections(): Promise<number>;
  close(): Promise<void>;
}

export const bomb = gzipSync(Buffer.alloc(20_000_000));

export async function openHostile(): Promise<Hostile> {
  const requests: Hostile['requests'] = [];
  const lookups: string[] = [];
  const names: Hostile['names'] = new Map([['hostile.test', [['127.0.0.1']]]]);
  const sending = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    sending.add(response);
    response.once('close', () => sending.delete(response));
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://hostile.test:${port}`,
    port,
    requests,
    names,
    lookups,
    async lookup(host) {
      lookups.push(host);
      const answers = names.get(host) ?? [];
      const [now = [], ...later] = answers;
      if (later.length > 0) names.set(host, later);
      return now.map((address): HostAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    open: () => sending.size,
    connections: () => promisify(server.getConnections.bind(server))(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const to = new URL(url, 'http://hostile.test').searchParams.get('to');
  if (to !== null) response.writeHead(302, { location: to }).end('elsewhere');
  else if (url.startsWith('/chain/')) {
    const left = Number(url.slice('/chain/'.length));
    if (left === 0) response.end('the end');
    else response.writeHead(302, { location: `/chain/${left - 1}` }).end();
  } else if (url === '/endless') {
    const more = () => {
      while (response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', more);
    more();
  } else if (url === '/drip') {
    const drip = setInterval(() => response.write('.'), 10);
    response.once('close', () => clearInterval(drip));
  } else if (url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  else if (url === '/cut') response.socket?.destroy();
  else response.writeHead(url === '/missing' ? 404 : 200).end('hello');
}
