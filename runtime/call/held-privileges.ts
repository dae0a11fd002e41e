import type { Server } from '../tool.js';

const sets = new WeakMap<Server, Map<string, ReadonlySet<string>>>();
const none: ReadonlySet<string> = new Set();

/** The privileges of a role. A role that the server does not declare has none. */
export function heldPrivileges(server: Server, role: string | null): ReadonlySet<string> {
  if (role === null || !Object.hasOwn(server.roles, role)) return none;
  const known = sets.get(server) ?? new Map<string, ReadonlySet<string>>();
  sets.set(server, known);
  const held = known.get(role) ?? new Set(server.roles[role]);
  known.set(role, held);
  return held;
}
