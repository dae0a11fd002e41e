import type { FoundCall } from '../call.js';
import { refuse } from '../error-table.js';
import { operationsOf } from '../operations.js';
import type { Refusal } from '../refusal.js';

/** Writes are switched on, for the server and for the connection. Reads pass. */
export function checkWriteGate({ kernel, request, tool, action, switches }: FoundCall): Refusal | null {
  if (switches.writes && request.principal.connection.writes) return null;
  if (operationsOf(tool, action).some(({ writeMode }) => writeMode === 'read')) return null;
  return refuse(kernel.server, 'WRITE_NOT_ALLOWED', { gate: 'write_gate', tool });
}
