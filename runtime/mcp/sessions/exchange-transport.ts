import {
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  PerRequestHTTPServerTransport,
  type RequestId,
  type TransportSendOptions,
} from '@modelcontextprotocol/server';
import { isRecord } from '../../call/is-record.js';
import type { Session } from './session.js';

/**
 * One request of 2025-11-25 or older and its answer: JSON, or a stream where something is told or asked on the way. Each
 * request has a server of the library to itself, which numbers what it asks from nought, so in a session those numbers
 * are exchanged for the session's own.
 */
export class ExchangeTransport extends PerRequestHTTPServerTransport {
  /** Whether the client does not want the answer any more. */
  calledOff = false;
  readonly #asked = new Map<RequestId, string>();

  constructor(
    readonly request: JSONRPCRequest,
    readonly session: Session | null,
  ) {
    super({ classification: { era: 'legacy' } });
  }

  /** Answers the request. What the client later says about it comes by way of the session. */
  async answer(request: Request): Promise<Response> {
    this.session?.running.set(this.request.id, (message) => this.#hear(message));
    return this.handleMessage(this.request, { request });
  }

  override async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    return super.send(this.#underSessionIds(message), options);
  }

  override async close(): Promise<void> {
    this.session?.running.delete(this.request.id);
    for (const id of this.#asked.values()) this.session?.asked.delete(id);
    return super.close();
  }

  /** A request that is called off gets no response, as the protocol wants it: what is open for it ends. */
  #hear(message: JSONRPCMessage): void {
    this.onmessage?.(message, { classification: { era: 'legacy' } });
    this.calledOff = true;
    // The library hands on what it hears in a turn of its own.
    setImmediate(() => void this.close());
  }

  #underSessionIds(message: JSONRPCMessage): JSONRPCMessage {
    if (this.session === null) return message;
    if (isJSONRPCRequest(message)) {
      const { id } = message;
      const own = this.session.nextId();
      this.#asked.set(id, own);
      this.session.asked.set(own, (reply) => {
        this.session?.asked.delete(own);
        this.onmessage?.({ ...reply, id } as JSONRPCMessage, { classification: { era: 'legacy' } });
      });
      return { ...message, id: own };
    }
    if ('method' in message && message.method === 'notifications/cancelled' && isRecord(message.params)) {
      const own = this.#asked.get(message.params.requestId as RequestId);
      return own === undefined ? message : { ...message, params: { ...message.params, requestId: own } };
    }
    return message;
  }
}
