import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address before several processes. */
export interface RoundRobin {
  readonly url: string;
  /** Which process each request went to, in order: an index into what was given, with the method. */
  readonly went: readonly { readonly to: number; readonly method: string }[];
  close(): Promise<void>;
}

/**
 * Sends each request to the next of the servers, whoever sends it, and its answer back as it comes; when the client goes
 * away, so does the request. As a load balancer without stickiness would.
 */
export async function roundRobin(urls: readonly string[]): Promise<RoundRobin> {
  const went: { to: number; method: string }[] = [];
  const server = createServer((incoming, answer) => {
    const to = went.length % urls.length;
    went.push({ to, method: incoming.method ?? '' });
    const onward = request(new URL(incoming.url ?? '/', urls[to]), {
      method: incoming.method,
      headers: incoming.headers,
    });
    onward.on('response', (response: IncomingMessage) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      answer.flushHeaders();
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    went,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
