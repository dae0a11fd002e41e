import { type Dispatcher, request } from 'undici';
import { OutsideError } from './outside-error.js';
import { pinnedTo } from './pinned-agent.js';
import { readLimited } from './read-limited.js';
import { findTarget, readAddress, type Target, type TargetOptions } from './target.js';

export interface OutsideRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Of the answer's body, as it comes: it is never unpacked. By default 1 MiB. */
  readonly maxBytes?: number;
  /** For all of it, redirects and the whole body included. By default 10 s. */
  readonly timeoutMs?: number;
  /** How many redirects are followed; by default none, and never for what is sent with a body. */
  readonly redirects?: number;
  readonly signal?: AbortSignal;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly body: Buffer;
}

/** The one way to addresses that callers supply. Everything here throws OutsideError for what it refuses. */
export interface Outside {
  /** An address that may be stored: checked by itself, its host not yet asked for. */
  check(url: string): void;
  /** Checks an address and its host's addresses now, for a client of its own that can be pinned to them. */
  resolve(url: string): Promise<Target>;
  /**
   * Asks, each hop connected to an address that has just been checked. An answer of any status is an answer; a redirect
   * that is not to be followed as well.
   */
  fetch(url: string, request?: OutsideRequest): Promise<OutsideAnswer>;
}

export function createOutside(options: TargetOptions): Outside {
  return {
    check: (url) => void readAddress(url, options),
    resolve: (url) => findTarget(url, options),
    async fetch(url, asked = {}) {
      const { timeoutMs = 10_000, signal } = asked;
      const late = AbortSignal.timeout(timeoutMs);
      const over = signal === undefined ? late : AbortSignal.any([late, signal]);
      const hop = { host: '' };
      try {
        return await untilOver(follow(url, asked, { options, over, hop }), over);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof OutsideError) throw error;
        if (late.aborted) throw new OutsideError('too_slow', { host: hop.host, seconds: timeoutMs / 1000 });
        throw new OutsideError('unreachable', { host: hop.host }, { cause: error });
      }
    },
  };
}

interface Journey {
  readonly options: TargetOptions;
  readonly over: AbortSignal;
  /** The host that is being asked, for errors. */
  readonly hop: { host: string };
}

async function follow(first: string, asked: OutsideRequest, { options, over, hop }: Journey): Promise<OutsideAnswer> {
  const { method = 'GET', redirects = 0 } = asked;
  const may = method === 'GET' || method === 'HEAD' ? redirects : 0;
  let headers = asked.headers ?? {};
  let url = new URL(readAddress(first, options));
  for (let followed = 0; ; followed += 1) {
    hop.host = url.hostname;
    const target = await findTarget(url, options);
    over.throwIfAborted();
    const answer = await ask(target, { ...asked, method, headers }, { over, ...(options.ca && { ca: options.ca }) });
    const next = may > 0 ? nextUrl(answer) : null;
    if (next === null) return answer;
    if (followed === may) throw new OutsideError('redirects', { host: url.hostname });
    // What was told the first host is not for another one.
    if (next.origin !== url.origin) headers = {};
    url = next;
  }
}

async function ask(
  target: Target,
  asked: OutsideRequest,
  { over: signal, ca }: { readonly over: AbortSignal; readonly ca?: string },
): Promise<OutsideAnswer> {
  const { method = 'GET', headers = {}, body, maxBytes = 1_048_576 } = asked;
  const agent = pinnedTo(target.addresses, ca);
  try {
    const response = await request(target.url, {
      dispatcher: agent,
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      ...(body !== undefined && { body }),
      signal,
    });
    const bytes = await readLimited(response.body, { maxBytes, host: target.url.hostname });
    return { status: response.statusCode, headers: flat(response.headers), url: target.url.href, body: bytes };
  } finally {
    // Whatever still comes is not waited for.
    await agent.destroy().catch(() => {});
  }
}

/** Name resolution cannot be called off, only left behind. */
function untilOver<T>(work: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(over.reason);
    if (over.aborted) leave();
    over.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => over.removeEventListener('abort', leave));
  });
}

function nextUrl({ status, headers, url }: OutsideAnswer): URL | null {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  if (!URL.canParse(location, url)) throw new OutsideError('invalid');
  return new URL(location, url);
}

function flat(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
