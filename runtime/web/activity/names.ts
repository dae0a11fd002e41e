import type { Kernel } from '../../call/call.js';
import type { Scope } from './scope.js';

/** What is called how, looked up once each; null for what has no name (any more). */
export interface Names {
  connection(id: string): Promise<string | null>;
  tenant(id: string): Promise<string | null>;
  person(id: string): Promise<string | null>;
}

/** For the rows of one page or one file. A connection is named to whom it belongs and to who runs the platform alone. */
export function createNames({ host }: Kernel, { principalId, visitor }: Scope): Names {
  return {
    connection: once(async (id) => {
      if (id === visitor.principal.connection.id) return 'This browser';
      if (id.startsWith('web_')) return 'A browser';
      return (await host.store.connections?.find(id, principalId))?.name ?? null;
    }),
    tenant: once(async (id) => (await host.describeTenant?.(id)) ?? null),
    person: once(async (id) => (await host.people?.describe?.(id)) ?? null),
  };
}

function once(find: (id: string) => Promise<string | null>): (id: string) => Promise<string | null> {
  const found = new Map<string, Promise<string | null>>();
  return (id) => {
    const known = found.get(id) ?? find(id);
    found.set(id, known);
    return known;
  };
}

/** The word for a tenant, such as `organization`, as the server's declarations have it. */
export function tenantWord({ server }: Kernel): string {
  return Object.values(server.contexts).find(({ tenant }) => tenant)?.meta ?? 'tenant';
}
