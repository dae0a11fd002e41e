import { heldPrivileges } from '../../call/held-privileges.js';
import type { Principal } from '../../principal.js';
import type { Server } from '../../tool.js';

/** The organizations in which a person may manage webhooks: those that sell, where their role has the privilege. */
export function webhookOrganizations(server: Server, { standings }: Principal): readonly string[] {
  return standings.flatMap((standing) =>
    standing.contexts.org !== undefined &&
    standing.audiences.includes('vendor') &&
    heldPrivileges(server, standing).has('marketplace:webhook:manage')
      ? [standing.contexts.org]
      : [],
  );
}
