import { understand } from '../../../runtime/mcp/native/understand.js';
import { type Running, start } from '../start.js';
import { widerDesk } from './desk.js';

/** One request to `/mcp`, as it goes out. */
export interface Sent {
  readonly key: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What came back, without what is another for every request. */
export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface TwoPaths {
  readonly native: Running;
  readonly library: Running;
  /** The same request to both. */
  send(sent: Sent): Promise<{ readonly native: Came; readonly library: Came }>;
  close(): Promise<void>;
}

/** Trace ids stand in answers, so that both get the same. */
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const always = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', traceparent };

/** The same server twice: one answers what it can itself, the other leaves everything to the protocol's library. */
export async function openTwoPaths(): Promise<TwoPaths> {
  const [native, library] = await Promise.all([start({ ...widerDesk }), start({ ...widerDesk, nativePath: false })]);
  return {
    native,
    library,
    async send(sent) {
      const [one, other] = await Promise.all([post(native, sent), post(library, sent)]);
      return { native: one, library: other };
    },
    async close() {
      await Promise.all([native.close(), library.close()]);
    },
  };
}

/** Whether the first server answers it by itself, as far as its envelope goes. */
export function isUnderstood({ headers, body }: Sent): boolean {
  const read: unknown = JSON.parse(JSON.stringify(body));
  return understand({ ...always, ...headers }, read) !== null;
}

async function post({ url }: Running, { key, path, headers, body }: Sent): Promise<Came> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { ...always, authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: kept(response.headers, url), body: read(text) };
}

function kept(headers: Headers, url: string): Record<string, string> {
  const left = [...headers].filter(([name]) => name !== 'date' && name !== 'content-length');
  return Object.fromEntries(
    left.map(([name, value]) => [name, name === 'mcp-session-id' ? 'any' : value.replaceAll(url, 'http://here')]),
  );
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
