import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type Koa from 'koa';

export interface Timeouts {
  /** For a request to arrive whole, headers first; slower ones are cut off with 408. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** For running requests to end once the server closes. */
  readonly closeMs: number;
}

export const defaultTimeouts: Timeouts = { headersMs: 10_000, requestMs: 30_000, closeMs: 10_000 };

export interface Listener {
  /** Resolves with the address in use, also where `port` is 0. Rejects with a sentence when the port is taken. */
  listen(port: number, host: string): Promise<{ readonly url: string }>;
  /** Takes no more connections, lets running requests end until the deadline, then cuts them off. */
  close(): Promise<void>;
}

export function createListener(app: Koa, timeouts: Timeouts): Listener {
  const running = new Set<Promise<unknown>>();
  const respond = app.callback();
  let closing = false;
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: Math.min(timeouts.headersMs, timeouts.requestMs) / 2,
    },
    (request, response) => {
      const answer = respond(request, response).finally(() => running.delete(answer));
      running.add(answer);
      // A kept-alive connection is idle now, and nobody else would end it before its own time.
      response.once('close', () => closing && setImmediate(() => server.closeIdleConnections()));
    },
  );
  return {
    listen(port, host) {
      return new Promise((resolve, reject) => {
        server.once('error', (error) => reject(new Error(cannotListen(error, port, host), { cause: error })));
        server.listen(port, host, () => {
          const { address, family, port: taken } = server.address() as AddressInfo;
          resolve({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}` });
        });
      });
    },
    async close() {
      if (closing) return;
      closing = true;
      const cut = setTimeout(() => server.closeAllConnections(), timeouts.closeMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(cut);
      // Cut off, a call learns it by its signal; one that will not hear is left behind.
      await Promise.race([Promise.allSettled(running), delay(timeouts.closeMs, null, { ref: false })]);
    },
  };
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken. Set PORT to another, or to 0 for a free one.`;
  if (error.code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to one above 1023.`;
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}
