import type { Refusal } from '../call/refusal.js';
import type { Caller } from '../http/exchange.js';
import type { TracePlace } from '../telemetry/request-trace.js';
import type { SentArguments } from './sent-arguments.js';
import type { Session } from './sessions/session.js';

/** What the handlers of one HTTP request on `/mcp` know of it. */
export interface McpCall {
  readonly caller: Caller;
  /** From the HTTP header; a `traceparent` in a message's `_meta` stands above it. */
  readonly traceId: string;
  /** The HTTP request's span; absent where messages come by another way. */
  readonly trace?: TracePlace;
  /** Size of the HTTP request's body. */
  readonly bytes?: number;
  /** `/mcp`, or a profile's. */
  readonly path: string;
  /** `Mcp-Session-Id`, where the client sent one. */
  readonly sessionId: string | null;
  /** Whether another process of this deployment has sent the request on to here. */
  readonly forwarded: boolean;
  /** Set once the request is known to belong to one. */
  session: Session | null;
  /** Fires when the client goes away. */
  readonly signal: AbortSignal;
  /** What `tools/call` is to run with, where it does not come through the library. */
  readonly sent: SentArguments | null;
  /**
   * The refusal that HTTP has to tell as well as the body: a client steps up its authorization at a status and a
   * challenge, not at a JSON-RPC error. Set by the handler, read when the answer goes out.
   */
  told: Refusal | null;
}
