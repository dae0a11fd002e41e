import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TargetOptions } from '../../runtime/outside/target.js';

const read = (file: string) => readFileSync(new URL(`./tls/${file}`, import.meta.url), 'utf8');

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A host of metadata documents on the loopback, by https under the name `client.test`. */
export interface DocumentHost {
  readonly origin: string;
  /** What lets a server reach it, and nothing else on a private address. */
  readonly outside: TargetOptions;
  /** How often each path has been asked for. */
  readonly asked: Map<string, number>;
  serve(path: string, answer: Answer): void;
  /** Serves the document of a client that is sent back to these, and returns its id. */
  client(path: string, metadata: object): string;
  close(): Promise<void>;
}

export async function openDocumentHost(): Promise<DocumentHost> {
  const answers = new Map<string, Answer>();
  const asked = new Map<string, number>();
  const server = createServer({ key: read('key.pem'), cert: read('certificate.pem') }, (request, response) => {
    const path = request.url ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const { status = 200, headers = {}, body = '' } = answers.get(path) ?? { status: 404 };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://client.test:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    outside: {
      allowed: [origin],
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      ca: read('certificate.pem'),
    },
    asked,
    serve: (path, answer) => void answers.set(path, answer),
    client(path, metadata) {
      const id = `${origin}${path}`;
      const document = { client_id: id, client_name: 'Test client', token_endpoint_auth_method: 'none', ...metadata };
      answers.set(path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) });
      return id;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
