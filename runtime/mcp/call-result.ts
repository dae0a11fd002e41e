import {
  type CallToolResult,
  type InputRequest,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
} from '@modelcontextprotocol/server';
import type { Answer } from '../call/call.js';
import type { InputRequired } from '../call/calling-client.js';
import type { Refusal } from '../call/refusal.js';

/**
 * A call's outcome as MCP says it. Throws a ProtocolError for refusals of the rpc channel.
 *
 * A failing result carries no `structuredContent`, because clients of the v1 library validate it against the output
 * schema even then; the body stands in the text and in `_meta`.
 */
export function callResult(outcome: Answer | Refusal): CallToolResult {
  if (!outcome.refused) return answerResult(outcome);
  if (outcome.channel === 'rpc') throw refusalError(outcome);
  return {
    isError: true,
    content: [{ type: 'text', text: JSON.stringify(outcome.body) }],
    _meta: { error: outcome.body },
  };
}

/** What the call asks, for the client to send it again with the replies. */
export function inputRequiredResult({ inputRequired: asked }: InputRequired): InputRequiredResult {
  const { questions, requests = [], state } = asked;
  const inputRequests = [
    ...questions.map(({ key, message, form }) => [
      key,
      // The library's type spells out what forms may say; the checker of the language holds that.
      inputRequired.elicit({ message, requestedSchema: form as never }),
    ]),
    ...requests.map(({ key, method, params }) => [key, { method, params } as InputRequest]),
  ];
  return inputRequired({ inputRequests: Object.fromEntries(inputRequests), requestState: state });
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

/**
 * A refusal as a JSON-RPC error, also one of the result channel where the method's result has no place for errors.
 * `data` repeats the sentence, for hosts that show only that.
 */
export function refusalError(refusal: Refusal): ProtocolError {
  const { error: _, ...rest } = refusal.body;
  const { code, gate, message } = refusal;
  return new ProtocolError(refusal.rpc ?? numberOf(refusal), message, { ...rest, code, gate, message });
}

/** Of what has no number of its own: may not, too often, broken, or else wrongly asked. */
function numberOf({ http }: Refusal): number {
  if (http === 403) return -32004;
  if (http === 429) return -32013;
  return http >= 500 ? -32603 : -32602;
}
