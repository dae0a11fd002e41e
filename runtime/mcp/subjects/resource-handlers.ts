import type { ReadResourceResult, Server, ServerContext } from '@modelcontextprotocol/server';
import type { Answer, Kernel } from '../../call/call.js';
import { callTool } from '../../call/call-tool.js';
import { pointerText } from '../../call/stored/pointer.js';
import { type ReadRequest, readStoredResult } from '../../call/stored/read-result.js';
import type { Resource } from '../../tool.js';
import { refusalError } from '../call-result.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { messageCall, tellHttp } from '../message-call.js';
import { subjectList } from './subject-list.js';

/** Answers for resources: what there is, and what one says. */
export function serveResources(server: Server, { kernel }: Endpoint, call: McpCall): void {
  const list = subjectList(kernel);
  server.setRequestHandler('resources/list', () => ({ resources: list.resources(call.caller.principal) }));
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: list.templates(call.caller.principal),
  }));
  server.setRequestHandler('resources/read', ({ params }, context) => readResource(kernel, call, params.uri, context));
}

/** Reads the resource at an address with the caller's rights. Throws a ProtocolError for whatever is refused. */
export async function readResource(
  kernel: Kernel,
  call: McpCall,
  uri: string,
  context: ServerContext,
): Promise<ReadResourceResult> {
  const pointer = pointerText(kernel, uri);
  if (pointer !== null) return readPointed(kernel, { ...messageCall(call, context), name: uri }, pointer);
  const { subject, parameters } = kernel.subjects.resource(uri);
  const request = { ...messageCall(call, context), name: uri, arguments: parameters, subject };
  const outcome = await callTool(kernel, request);
  tellHttp(call, outcome);
  if (outcome.inputRequired) throw new Error('A resource asks nobody.');
  if (outcome.refused) throw refusalError(outcome);
  const resource = kernel.subjects.resources.find(({ handler }) => handler === subject.handler)?.resource;
  if (resource === undefined) throw new Error(`The resource at ${uri} has been read and is not declared.`);
  return readResult(resource, uri, outcome);
}

/** An answer that was too large to be sent. */
async function readPointed(kernel: Kernel, request: ReadRequest, pointer: string): Promise<ReadResourceResult> {
  const outcome = await readStoredResult(kernel, request, pointer);
  if (outcome.refused) throw refusalError(outcome);
  const { tool, value, text, mimeType, meta } = outcome;
  const whole = tool.output.kind === 'content' ? JSON.stringify(value) : text;
  return {
    contents: [{ uri: request.name, mimeType, text: whole }],
    ttlMs: 0,
    cacheScope: 'private',
    // All that was kept is not all there is, where the tool itself had cut it.
    ...(meta.truncated !== undefined && { _meta: { truncated: meta.truncated } }),
  };
}

function readResult({ mimeType, output, cache }: Resource, uri: string, { value, meta }: Answer): ReadResourceResult {
  const text = output.kind === 'type' ? JSON.stringify(value) : String(value);
  const contents = { uri, mimeType, ...(output.kind === 'binary' ? { blob: text } : { text }) };
  return {
    contents: [contents],
    // What a caller may read may not be another's to read, so nothing is shared that does not say so.
    ttlMs: cache?.ttlMs ?? 0,
    cacheScope: cache?.scope ?? 'private',
    ...(Object.keys(meta).length > 0 && { _meta: { ...meta } }),
  };
}
