import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An MCP server as a test wants it, path by path; what no path is said of is not there. `{at}` stands for its own origin. */
export async function serveAnswers(
  answers: Readonly<Record<string, Answer | ((request: IncomingMessage, body: string) => Answer)>>,
): Promise<{ readonly origin: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  let origin = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://here').pathname;
      asked.push(`${request.method} ${path}`);
      const answer = answers[path] ?? { status: 404 };
      const {
        status = 200,
        headers = {},
        body: content,
      } = typeof answer === 'function' ? answer(request, body) : answer;
      const own = (text: string) => text.replaceAll('{at}', origin);
      const type = content === undefined || typeof content === 'string' ? {} : { 'content-type': 'application/json' };
      response.writeHead(
        status,
        Object.fromEntries(Object.entries({ ...type, ...headers }).map(([name, value]) => [name, own(value)])),
      );
      response.end(content === undefined ? '' : own(typeof content === 'string' ? content : JSON.stringify(content)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
