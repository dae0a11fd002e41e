import type { IncomingHttpHeaders } from 'node:http';
import { callTool } from '../../call/call-tool.js';
import { isChallenged } from '../../http/challenge.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { messageTrace } from '../message-trace.js';
import { rpcError, toolResult } from '../tool-result.js';
import { createEncoder, type Encoder } from './encoder.js';
import { needsClient } from './needs-client.js';
import { type NativeRequest, understand } from './understand.js';

/**
 * The body of the answer, status 200 in JSON, to a request that is understood to the last word; null for every other,
 * which the protocol's library answers. Where both could, both answer the same: only the time it takes differs.
 */
export type NativePath = (
  headers: IncomingHttpHeaders,
  body: unknown,
  call: McpCall,
) => Promise<string | readonly Buffer[]> | null;

/** The way past the protocol's library for what clients ask most: calls, the list of tools, and what there is. */
export function createNativePath(endpoint: Endpoint): NativePath {
  const { handlers } = endpoint.kernel;
  const encoder = createEncoder(endpoint);
  const speaking = new Set([...handlers].flatMap(([name, { tool }]) => (needsClient(tool) ? [name] : [])));
  return (headers, body, call) => {
    const request = understand(headers, body);
    if (request === null) return null;
    if (request.method === 'tools/call') {
      return speaking.has(request.name) ? null : answerCall(endpoint, encoder, request, call);
    }
    if (request.method === 'server/discover') return Promise.resolve(encoder.discovery(request));
    return Promise.resolve(encoder.list(request, endpoint.tools.listed(call.caller.principal)));
  };
}

async function answerCall(
  { kernel }: Endpoint,
  encoder: Encoder,
  request: NativeRequest,
  call: McpCall,
): Promise<string> {
  const { name, arguments: input, meta } = request;
  const { caller, signal } = call;
  const trace = messageTrace(call, meta);
  const outcome = await callTool(kernel, { name, arguments: input, ...caller, wire: 'mcp', ...trace, signal });
  if (outcome.inputRequired)
    throw new Error(`A call of '${name}' asks its client, which its declaration does not say.`);
  if (outcome.refused && isChallenged(outcome)) call.told = outcome;
  if (outcome.refused && outcome.channel === 'rpc') return encoder.error(request, rpcError(outcome));
  return encoder.result(request, toolResult(outcome));
}
