import type { Writable } from 'node:stream';
import type { JSONRPCMessage, LoggingLevel, RequestId } from '@modelcontextprotocol/server';
import { isRecord } from '../../call/is-record.js';
import { openSessionStream, type SessionStream } from './session-stream.js';

/** What a client may be asked for while its call runs. */
export interface ClientAbilities {
  /** Forms for a person, as `elicitation/create` without a mode or in mode `form`. */
  readonly forms: boolean;
  readonly sampling: boolean;
  readonly roots: boolean;
}

/** Gets what the client sends about one of the session's running requests. */
export type Hear = (message: JSONRPCMessage) => void;

/**
 * A session of 2025-11-25 or older, in the process that holds it. It is kept light, since most sessions are idle: a
 * server of the protocol library is made for each request, and here stands only what outlives one.
 */
export class Session {
  /** By the id of the client's request. */
  readonly running = new Map<RequestId, Hear>();
  /** By the id of the request that this server has put to the client. */
  readonly asked = new Map<RequestId, Hear>();
  /** The least level of log messages that the client wants; null until it says. */
  logLevel: LoggingLevel | null = null;
  /** Addresses of resources whose changes the client wants to be told. */
  readonly subscribed = new Set<string>();
  /** Told when the session ends. */
  onEnd: (() => void) | null = null;
  /** Milliseconds since 1970. */
  usedAt: number;
  #stream: SessionStream | null = null;
  /** Changes to be told when somebody listens, each once. */
  readonly #missed = new Map<
    string,
    { readonly method: string; readonly params?: Readonly<Record<string, unknown>> }
  >();
  #lastAsked = 0;

  constructor(
    readonly id: string,
    readonly principal: string,
    readonly connection: string,
    /** The path under which it was opened: a profile's session is good for that profile. */
    readonly path: string,
    readonly abilities: ClientAbilities,
    now: number,
  ) {
    this.usedAt = now;
  }

  /** An id for a request to the client: unique in the session, whatever else runs in it. */
  nextId(): string {
    this.#lastAsked += 1;
    return `ask-${this.#lastAsked}`;
  }

  /** Opens the stream for messages that belong to no request. An older one ends: the client has lost it. */
  listen(out: Writable): void {
    this.#stream?.end();
    const stream = openSessionStream(out, () => {
      if (this.#stream === stream) this.#stream = null;
    });
    this.#stream = stream;
    for (const { method, params } of this.#missed.values()) this.notify(method, params);
    this.#missed.clear();
  }

  /** Sends a notification to whoever listens; nobody else misses it. */
  notify(method: string, params?: Readonly<Record<string, unknown>>): void {
    this.#stream?.send({ jsonrpc: '2.0', method, ...(params && { params }) });
  }

  /** As `notify`, and kept where nobody listens: a change that a client missed would leave it with what was. */
  announce(method: string, params?: Readonly<Record<string, unknown>>): void {
    if (this.#stream !== null) this.notify(method, params);
    else this.#missed.set(JSON.stringify([method, params]), { method, ...(params && { params }) });
  }

  get idle(): boolean {
    return this.#stream === null && this.running.size === 0;
  }

  end(): void {
    this.onEnd?.();
    this.#stream?.end();
  }
}

/** What `capabilities` of an `initialize`, or of a 2026-07-28 request, come down to. */
export function abilitiesOf(capabilities: unknown): ClientAbilities {
  const { elicitation, sampling, roots } = isRecord(capabilities) ? capabilities : {};
  return {
    // A bare `elicitation: {}` is a form's, from before there were modes.
    forms: isRecord(elicitation) && (isRecord(elicitation.form) || !isRecord(elicitation.url)),
    sampling: isRecord(sampling),
    roots: isRecord(roots),
  };
}
