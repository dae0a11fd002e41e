import type { Server, ServerCapabilities } from '@modelcontextprotocol/server';
import type { Kernel } from '../../call/call.js';
import type { Endpoint } from '../endpoint.js';
import type { McpCall } from '../mcp-call.js';
import { hasCompletions, serveCompletions } from './completion-handlers.js';
import { servePrompts } from './prompt-handlers.js';
import { serveResources } from './resource-handlers.js';
import { serveSubscriptions } from './subscriptions.js';

/** What clients are told that there is beside tools. Large answers are resources, whatever else the program has. */
export function subjectCapabilities(kernel: Kernel): ServerCapabilities {
  const { prompts, resources } = kernel.subjects;
  return {
    resources: { listChanged: true, ...(resources.some(({ resource }) => resource.subscribe) && { subscribe: true }) },
    ...(prompts.length > 0 && { prompts: { listChanged: true } }),
    ...(hasCompletions(kernel) && { completions: {} }),
  };
}

/** Answers for everything beside tools. A method of what there is not is no method here. */
export function serveSubjects(server: Server, endpoint: Endpoint, call: McpCall): void {
  const { prompts, resources } = endpoint.kernel.subjects;
  serveResources(server, endpoint, call);
  if (resources.some(({ resource }) => resource.subscribe)) serveSubscriptions(server, endpoint, call);
  if (prompts.length > 0) servePrompts(server, endpoint, call);
  if (hasCompletions(endpoint.kernel)) serveCompletions(server, endpoint, call);
}
