import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerEvent, ServerEventBus } from '@modelcontextprotocol/server';
import { isRecord } from '../../call/is-record.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { changeEvent } from './change-message.js';

/** A `subscriptions/listen` that is being opened. */
interface Opening {
  readonly call: McpCall;
  readonly wanted: readonly string[];
  readonly end: AbortController;
}

/** The streams of 2026-07-28: the library filters by what a client asked for, and this by what its caller may know. */
export interface ListenBus {
  readonly bus: ServerEventBus;
  /** Serves a request that may open a stream; the signal given to `serve` ends it. */
  open(body: unknown, call: McpCall, serve: (signal: AbortSignal) => Promise<Response>): Promise<Response>;
}

/** The library asks for a bus that is the same for all, and tells nothing of who subscribes: that goes beside it. */
export function createListenBus({ kernel, followers }: Pick<Endpoint, 'kernel' | 'followers'>): ListenBus {
  const opening = new AsyncLocalStorage<Opening>();
  return {
    bus: {
      publish() {
        throw new Error('Changes are announced through the store, so that every process hears of them.');
      },
      subscribe(listener: (event: ServerEvent) => void) {
        const open = opening.getStore();
        if (open === undefined) throw new Error('A stream was opened past the endpoint.');
        return followers.add({
          kernel,
          caller: open.call.caller,
          wanted: () => open.wanted,
          tell: (event) => listener(changeEvent(event)),
          gone: () => open.end.abort(new Error('The credential of this stream is revoked or has expired.')),
        });
      },
    },
    open(body, call, serve) {
      const end = new AbortController();
      const wanted = wantedUris(body);
      return opening.run({ call, wanted, end }, () => serve(AbortSignal.any([call.signal, end.signal])));
    },
  };
}

/** Whether a message opens a stream. */
export function isListen(body: unknown): boolean {
  return isRecord(body) && body.method === 'subscriptions/listen';
}

function wantedUris(body: unknown): readonly string[] {
  const params = isRecord(body) && isRecord(body.params) ? body.params : {};
  const asked = isRecord(params.notifications) ? params.notifications.resourceSubscriptions : undefined;
  return Array.isArray(asked) ? asked.filter((uri) => typeof uri === 'string') : [];
}
