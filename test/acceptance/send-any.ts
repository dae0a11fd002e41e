import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { AnyRequest } from './any-request.js';

export interface AnyAnswer {
  readonly traceId: string;
  readonly status: number;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
/** Longer than any tool may take. */
const HANGS_AFTER_MS = 20_000;

/** Sends a request as it is and reads the whole answer. Rejects where none comes to its end. */
export function sendAny(url: string, any: AnyRequest, key: string): Promise<AnyAnswer> {
  const { what, path, headers, body } = any;
  const { hostname, port } = new URL(url);
  const traceId = randomBytes(16).toString('hex');
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ agent, hostname, port, path },
      method: 'POST',
      timeout: HANGS_AFTER_MS,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
        ...headers,
      },
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ traceId, status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`No answer within ${HANGS_AFTER_MS} ms.`)));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // A server ends a connection that has been idle at the very moment that it is used again: nobody has read this.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(sendAny(url, any, key));
      else reject(new Error(`${what}: ${error.message}`, { cause: error }));
    });
    sent.end(body);
  });
}
