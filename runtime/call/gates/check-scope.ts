import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import { type Operation, operationsOf } from '../operations.js';
import type { Refusal } from '../refusal.js';

/** The connection was granted the scope for what the call does. The refusal names the scope to ask for. */
export function checkScope({ kernel, request, tool, action }: FoundCall): Refusal | null {
  const { scopes } = request.principal.connection;
  const wanted = operationsOf(tool, action).map(scopeOf);
  if (wanted.some((scope) => scopes.includes(scope))) return null;
  const scope = wanted[0] ?? scopeOf(tool);
  return refuse(kernel.server, 'INSUFFICIENT_SCOPE', { gate: 'scope', tool, values: { scope }, data: { scope } });
}

function scopeOf({ writeMode }: Operation): string {
  return writeMode === 'read' ? 'mcp:read' : 'mcp:write';
}
