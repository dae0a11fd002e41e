import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';
import { allowedTools } from '../tool-graph.js';

/** The connection's own list of tools, where it has one, names this one, or one that brings it along. An empty list allows nothing. */
export function checkAllowList({ kernel, request, tool }: FoundCall): Refusal | null {
  const { tools } = request.principal.connection;
  const name = request.subject?.of ?? tool.name;
  if (tools === null || allowedTools(kernel.handlers, tools).has(name)) return null;
  return refuse(kernel.server, 'FORBIDDEN', { gate: 'allow_list', tool });
}
