import type { Kernel } from '../call/call.js';
import { callTool } from '../call/call-tool.js';
import { callerOf, disconnectSignal, requestTrace, type Stage } from '../http/exchange.js';
import type { Origins } from '../http/origins.js';
import { refuse } from '../http/refused-request.js';
import { answerByRest } from './answer-by-rest.js';

/** `POST /mcp/tools/call {tool, arguments}`: the same pipeline, told in HTTP statuses. */
export function callByRest(kernel: Kernel, origins: Origins): Stage {
  return async (exchange) => {
    const { tool, input } = readEnvelope(kernel, exchange.state.body);
    const outcome = await callTool(kernel, {
      name: tool,
      arguments: input,
      ...callerOf(exchange),
      wire: 'rest',
      ...requestTrace(exchange),
      signal: disconnectSignal(exchange),
    });
    if (outcome.inputRequired === undefined) answerByRest(exchange, { kernel, origins, outcome });
  };
}

function readEnvelope(kernel: Kernel, body: unknown): { readonly tool: string; readonly input: unknown } {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const { tool, arguments: input, ...unknown } = body as Record<string, unknown>;
    if (typeof tool === 'string' && Object.keys(unknown).length === 0) return { tool, input };
  }
  throw refuse(kernel.server, 'INVALID_REQUEST', {
    message: 'Send an object of "tool", the name of a tool, and "arguments", an object; nothing else.',
  });
}
