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
import { rpcError, toolResult } from './tool-result.js';

/** A call's outcome as MCP says it. Throws a ProtocolError for refusals of the rpc channel. */
export function callResult(outcome: Answer | Refusal): CallToolResult {
  if (outcome.refused && outcome.channel === 'rpc') throw refusalError(outcome);
  return toolResult(outcome);
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

/** A refusal as a JSON-RPC error, also one of the result channel where the method's result has no place for errors. */
export function refusalError(refusal: Refusal): ProtocolError {
  const { code, message, data } = rpcError(refusal);
  return new ProtocolError(code, message, data);
}
