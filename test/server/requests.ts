import { request } from 'node:http';
import { connect } from 'node:net';

/** `fetch` of one message to `/mcp`. */
export function postRpc(
  url: string,
  key: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url.includes('/mcp') ? url : `${url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** `POST /mcp/tools/call`. */
export function postRest(url: string, key: string, body: unknown): Promise<Response> {
  return fetch(`${url}/mcp/tools/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}

export interface Plain {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request as it is: `fetch` sets Host and cache headers of its own and tidies the path. */
export function send(url: string, path: string, headers: Record<string, string>): Promise<Plain> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Sends bytes as they are and gives back the whole answer. */
export function sendBytes(url: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

/** The head of a POST to `/mcp`, without the empty line that ends it. */
export function headOf(more: readonly string[] = []): string {
  const head = ['POST /mcp HTTP/1.1', 'Host: localhost', 'Authorization: Bearer key_writer'];
  return [...head, 'Content-Type: application/json', ...more].join('\r\n');
}

/** What a refusal in JSON-RPC comes down to: status, id, code and the code's word. */
export async function refusalOf(response: Response): Promise<unknown> {
  const { id, error } = (await response.json()) as { id: unknown; error: { code: number; data?: { code: string } } };
  return [response.status, id, error.code, error.data?.code];
}

/** The envelope that each message of 2026-07-28 carries. */
export const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** One message of 2026-07-28, with the headers that revision asks for. */
export function postModern(
  url: string,
  key: string,
  method: string,
  params: Record<string, unknown> = {},
): Promise<Response> {
  const { name, _meta } = params;
  return postRpc(
    url,
    key,
    { jsonrpc: '2.0', id: 'a', method, params: { ...params, _meta: { ...modernMeta, ...(_meta as object) } } },
    {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
  );
}
