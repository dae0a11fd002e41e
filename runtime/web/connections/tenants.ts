import type { Kernel } from '../../call/call.js';
import type { Principal, Standing } from '../../principal.js';

/** A tenant as its own people know it. */
export interface NamedTenant {
  readonly id: string;
  /** The id where the host has no name for it. */
  readonly name: string;
}

/** What the server's declaration calls its tenants (`org`); null where it has none. */
export function tenantContext({ server: { contexts } }: Kernel): string | null {
  return Object.keys(contexts).find((name) => contexts[name]?.tenant) ?? null;
}

/** The tenant of a standing, if it has one. */
export function tenantIn(kernel: Kernel, { contexts }: Standing): string | null {
  const context = tenantContext(kernel);
  return context === null ? null : (contexts[context] ?? null);
}

/** The tenants that a person belongs to, in the order of their standings. */
export async function tenantsOf(kernel: Kernel, { standings }: Principal): Promise<readonly NamedTenant[]> {
  const ids = standings.map((standing) => tenantIn(kernel, standing)).filter((id) => id !== null);
  return nameTenants(kernel, [...new Set(ids)]);
}

export function nameTenants({ host }: Kernel, ids: readonly string[]): Promise<readonly NamedTenant[]> {
  return Promise.all(ids.map(async (id) => ({ id, name: (await host.describeTenant?.(id)) ?? id })));
}

/** The word for a tenant, such as `organization`. */
export function tenantWord(kernel: Kernel): string {
  const context = tenantContext(kernel);
  return (context === null ? undefined : kernel.server.contexts[context]?.meta) ?? 'tenant';
}
