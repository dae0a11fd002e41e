import { Server } from '@modelcontextprotocol/server';
import { callTool } from '../call/call-tool.js';
import { isChallenged } from '../http/challenge.js';
import { callResult, inputRequiredResult } from './call-result.js';
import { callingClient } from './calling-client.js';
import type { Endpoint } from './endpoint.js';
import { capabilitiesOf, identityOf, logs } from './identity.js';
import { listHints } from './list-hints.js';
import type { McpCall } from './mcp-call.js';
import { messageTrace } from './message-trace.js';
import { serveSubjects } from './subjects/serve-subjects.js';

/**
 * The library's low-level server for one HTTP request, blind to the era: the library encodes what it answers for the
 * revision that the request speaks.
 */
export function createMcpServer(endpoint: Endpoint, call: McpCall): Server {
  const { kernel, tools, version } = endpoint;
  const server = new Server(identityOf(kernel, version), {
    capabilities: capabilitiesOf(kernel),
    cacheHints: listHints(kernel),
  });
  serveSubjects(server, endpoint, call);
  server.setRequestHandler('tools/list', () => ({ tools: tools.listed(call.caller.principal) }));
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const called = callTool(kernel, {
      name: params.name,
      arguments: call.sent === null ? params.arguments : call.sent.value,
      ...call.caller,
      wire: 'mcp',
      ...messageTrace(call, mcpReq._meta),
      signal: AbortSignal.any([mcpReq.signal, call.signal]),
      client: callingClient(call, mcpReq),
    });
    const outcome = await endpoint.wait(called);
    if (outcome.refused && isChallenged(outcome)) call.told = outcome;
    if (outcome.inputRequired) return inputRequiredResult(outcome);
    const outputSchema = 'tool' in outcome ? outcome.tool.outputSchema : undefined;
    return server.projectCallToolResult(callResult(outcome), outputSchema);
  });
  if (logs(kernel)) {
    server.setRequestHandler('logging/setLevel', ({ params }) => {
      if (call.session !== null) call.session.logLevel = params.level;
      return {};
    });
  }
  return server;
}
