import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** What a vendor's server has been sent. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A vendor's own server, on loopback. */
export interface Receiver {
  readonly origin: string;
  readonly received: Received[];
  /** How the next requests are answered, one after the other; afterwards, as by default, with 204. */
  readonly answers: ((response: ServerResponse) => void)[];
  /** Throws unless the signature is by this secret, as the library of Standard Webhooks sees it. */
  verify(received: Received, secret: string): unknown;
  close(): Promise<void>;
}

/** Answers with a status and headers. */
export const answer =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end();

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: ((response: ServerResponse) => void)[] = [];
  const server = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    (answers.shift() ?? answer(204))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answers,
    verify: ({ headers, body }, secret) => new Webhook(secret).verify(body, headers as Record<string, string>),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
