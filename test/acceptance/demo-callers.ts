import type { Knex } from 'knex';
import { server } from '../../generated/server.js';
import { createApiKey } from '../../runtime/auth/api-keys.js';
import { type Caller, secondClient } from '../server/clients.js';

/** Principals of server.yaml, as the declaration has them. */
const principals: Readonly<
  Record<string, { readonly context?: { readonly customer?: string; readonly org?: string } }>
> = server.principals;

/** A client of the demo's principal on a server that takes no demo keys: it stands on a database of its own. */
export async function callerAs(principal: string, url: string, knex: Knex): Promise<Caller> {
  const { customer, org } = principals[principal]?.context ?? {};
  if (customer === undefined || org === undefined) throw new Error(`'${principal}' has no organization.`);
  const { key } = await createApiKey(knex, {
    principalId: customer,
    name: `Acceptance as ${principal}`,
    scopes: ['mcp:read', 'mcp:write'],
    tools: null,
    writes: true,
    confirm: 'waived',
    allTenants: false,
    tenants: [org],
    expiresAt: null,
  });
  return secondClient(url, key);
}
