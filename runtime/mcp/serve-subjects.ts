import type { Server, ServerCapabilities } from '@modelcontextprotocol/server';
import type { Kernel } from '../call/call.js';
import { hasCompletions, serveCompletions } from './completion-handlers.js';
import type { Endpoint } from './create-mcp-server.js';
import type { McpCall } from './mcp-call.js';
import { servePrompts } from './prompt-handlers.js';
import { serveResources } from './resource-handlers.js';

/** What clients are told that there is beside tools: exactly what the program has. */
export function subjectCapabilities(kernel: Kernel): ServerCapabilities {
  const { resources, prompts } = kernel.subjects;
  return {
    ...(resources.length > 0 && { resources: {} }),
    ...(prompts.length > 0 && { prompts: {} }),
    ...(hasCompletions(kernel) && { completions: {} }),
  };
}

/** Answers for everything beside tools. A method of what the program has not is no method here. */
export function serveSubjects(server: Server, endpoint: Endpoint, call: McpCall): void {
  const { resources, prompts } = endpoint.kernel.subjects;
  if (resources.length > 0) serveResources(server, endpoint, call);
  if (prompts.length > 0) servePrompts(server, endpoint, call);
  if (hasCompletions(endpoint.kernel)) serveCompletions(server, endpoint, call);
}
