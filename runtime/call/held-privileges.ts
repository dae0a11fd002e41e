import type { Standing } from '../principal.js';
import type { Server } from '../tool.js';

const sets = new WeakMap<Server, Map<string, ReadonlySet<string>>>();
const none: ReadonlySet<string> = new Set();

/** The privileges of a standing: its own, else its role's. A role that the server does not declare has none. */
export function heldPrivileges(
  server: Server,
  { role, privileges }: Pick<Standing, 'role' | 'privileges'>,
): ReadonlySet<string> {
  if (privileges !== undefined) return new Set(privileges);
  if (role === null || !Object.hasOwn(server.roles, role)) return none;
  const known = sets.get(server) ?? new Map<string, ReadonlySet<string>>();
  sets.set(server, known);
  const held = known.get(role) ?? new Set(server.roles[role]);
  known.set(role, held);
  return held;
}
