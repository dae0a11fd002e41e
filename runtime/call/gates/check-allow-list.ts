import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import type { Refusal } from '../refusal.js';

/** The connection's own list of tools, where it has one, names this one. An empty list allows nothing. */
export function checkAllowList({ kernel, request, tool }: FoundCall): Refusal | null {
  const allowed = request.principal.connection.tools;
  if (allowed === null || allowed.includes(tool.name)) return null;
  return refuse(kernel.server, 'FORBIDDEN', { gate: 'allow_list', tool });
}
