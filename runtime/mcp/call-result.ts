import { type CallToolResult, ProtocolError } from '@modelcontextprotocol/server';
import type { Answer, CallOutcome } from '../call/call.js';
import type { Refusal } from '../call/refusal.js';

/**
 * A call's outcome as MCP says it. Throws a ProtocolError for refusals of the rpc channel.
 *
 * A failing result carries no `structuredContent`, because clients of the v1 library validate it against the output
 * schema even then; the body stands in the text and in `_meta`.
 */
export function callResult(outcome: CallOutcome): CallToolResult {
  if (outcome.inputRequired) throw new Error('This client cannot be asked.');
  if (!outcome.refused) return answerResult(outcome);
  if (outcome.channel === 'rpc') throw protocolError(outcome);
  return {
    isError: true,
    content: [{ type: 'text', text: JSON.stringify(outcome.body) }],
    _meta: { error: outcome.body },
  };
}

function answerResult(answer: Answer): CallToolResult {
  const meta = Object.keys(answer.meta).length > 0 ? { _meta: { ...answer.meta } } : {};
  if (answer.tool.output.kind === 'content') {
    return { content: answer.value as CallToolResult['content'], ...meta };
  }
  return {
    content: [{ type: 'text', text: answer.text }],
    structuredContent: answer.value as Record<string, unknown>,
    ...meta,
  };
}

/** `data` repeats the sentence, for hosts that show only that. */
function protocolError(refusal: Refusal): ProtocolError {
  const { error: _, ...rest } = refusal.body;
  const { code, gate, message } = refusal;
  return new ProtocolError(refusal.rpc ?? -32603, message, { ...rest, code, gate, message });
}
