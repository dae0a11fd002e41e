import type { Principal } from '../principal.js';
import type { Server } from '../tool.js';

/** The id of the tenant that the caller works in, or null where there is none. */
export function tenantOf({ contexts }: Server, { active }: Pick<Principal, 'active'>): string | null {
  const tenant = Object.keys(contexts).find((name) => contexts[name]?.tenant);
  return tenant === undefined ? null : (active.contexts[tenant] ?? null);
}
