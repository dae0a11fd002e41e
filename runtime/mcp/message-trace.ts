import type { CallRequest } from '../call/call.js';
import { parentOf, parentOfMessage } from '../telemetry/request-trace.js';
import type { McpCall } from './mcp-call.js';

/** What a call that a message makes is traced and counted by; `meta` is the message's `_meta`. */
export function messageTrace(
  { trace, bytes = 0 }: McpCall,
  meta: unknown,
): Pick<CallRequest, 'traceId' | 'spanParent' | 'bytes'> {
  const carrier = typeof meta === 'object' && meta !== null ? { ...meta } : {};
  const spanParent = trace === undefined ? parentOf(carrier) : parentOfMessage(trace, carrier);
  return { traceId: spanParent.traceId, spanParent, bytes };
}
