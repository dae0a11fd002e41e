import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Answer } from '../call/call.js';
import type { Refusal } from '../call/refusal.js';

/**
 * An answer, or a refusal of the result channel, as MCP says it. A failing result carries no `structuredContent`,
 * because clients of the v1 library validate it against the output schema even then; the body stands in the text and in
 * `_meta`.
 */
export function toolResult(outcome: Answer | Refusal): CallToolResult {
  if (!outcome.refused) return answerResult(outcome);
  return {
    isError: true,
    content: [{ type: 'text', text: JSON.stringify(outcome.body) }],
    _meta: { error: outcome.body },
  };
}

function answerResult(answer: Answer): CallToolResult {
  const meta = Object.keys(answer.meta).length > 0 ? { _meta: { ...answer.meta } } : {};
  const link = (answer.link ? [answer.link] : []) as CallToolResult['content'];
  if (answer.tool.output.kind === 'content') {
    return { content: [...(answer.value as CallToolResult['content']), ...link], ...meta };
  }
  return {
    content: [{ type: 'text', text: answer.text }, ...link],
    structuredContent: answer.value as Record<string, unknown>,
    ...meta,
  };
}

/** A refusal as a JSON-RPC error. `data` repeats the sentence, for hosts that show only that. */
export function rpcError(refusal: Refusal): { readonly code: number; readonly message: string; readonly data: object } {
  const { error: _, ...rest } = refusal.body;
  const { code, gate, message } = refusal;
  return { code: refusal.rpc ?? numberOf(refusal), message, data: { ...rest, code, gate, message } };
}

/** Of what has no number of its own: may not, too often, broken, or else wrongly asked. */
function numberOf({ http }: Refusal): number {
  if (http === 403) return -32004;
  if (http === 429) return -32013;
  return http >= 500 ? -32603 : -32602;
}
