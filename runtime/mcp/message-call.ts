import type { ServerContext } from '@modelcontextprotocol/server';
import type { CallOutcome, CallRequest } from '../call/call.js';
import { isChallenged } from '../http/challenge.js';
import type { McpCall } from './mcp-call.js';
import { messageTrace } from './message-trace.js';

/** What every call that a message makes has in common, whatever it calls. */
export function messageCall(call: McpCall, { mcpReq }: ServerContext): Omit<CallRequest, 'name' | 'arguments'> {
  return {
    ...call.caller,
    wire: 'mcp',
    ...messageTrace(call, mcpReq._meta),
    signal: AbortSignal.any([mcpReq.signal, call.signal]),
  };
}

/** Notes what HTTP has to tell of an outcome as well. */
export function tellHttp(call: McpCall, outcome: CallOutcome): void {
  if (outcome.refused && isChallenged(outcome)) call.told = outcome;
}
