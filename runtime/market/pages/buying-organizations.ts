import { heldPrivileges } from '../../call/held-privileges.js';
import type { Principal } from '../../principal.js';
import type { Server } from '../../tool.js';

/** An organization that buys, and what a person may do in it. */
export interface BuyingOrganization {
  readonly id: string;
  readonly held: ReadonlySet<string>;
}

/** Those of a person's that buy and in which they have a privilege of the marketplace's, such as `cart:read`. */
export function buyingOrganizations(
  server: Server,
  { standings }: Principal,
  privilege: string,
): readonly BuyingOrganization[] {
  return standings.flatMap((standing) => {
    const { contexts, audiences } = standing;
    const held = heldPrivileges(server, standing);
    return contexts.org !== undefined && audiences.includes('buyer') && held.has(`marketplace:${privilege}`)
      ? [{ id: contexts.org, held }]
      : [];
  });
}
