import type { Knex } from 'knex';
import type { Host, Principal } from 'toolwright/runtime';
import { apiKeyStillHolds, connectionOf, findApiKey } from '../auth/api-keys.js';
import { activeTenant } from '../auth/connection-state.js';
import type { Statement } from '../store/postgres/opening-statement.js';
import { isDemoKey } from './demo/keys.js';
import { activeStanding, readAccount, standingsOf } from './standings.js';

export interface IdentifyOptions {
  /** As the tables' owner: the caller is not known yet. */
  readonly knex: Knex;
  /** Whether the demo's keys, which everybody knows, open anything. */
  readonly demo: boolean;
}

/** Who a credential is: the key's customer, standing in every organization that the key was granted. */
export function identifyBy({ knex, demo }: IdentifyOptions): Host['identify'] {
  return async (credential) => {
    if (!demo && isDemoKey(credential.value)) return null;
    const key = await findApiKey(knex, credential);
    const account = key && (await readAccount(knex, key.principalId));
    if (!account) return null;
    const connection = connectionOf(key, credential.session);
    const standings = await standingsOf(knex, account, key.allTenants ? null : key.tenants);
    const active = activeStanding(standings, await activeTenant(knex, connection));
    return { id: account.id, name: account.name, connection, active, standings };
  };
}

/**
 * What every write asks first, as the tables' owner: the key still holds, the person may still sign in, still has the
 * role that let the call through the gates, and has not chosen another organization in the meantime.
 */
export function stillHolds(principal: Principal): Statement {
  const { connection, active } = principal;
  const key = apiKeyStillHolds(connection);
  const org = active.contexts.org ?? null;
  return {
    sql: `SELECT key.ok AND person.ok AND standing.ok AND choice.ok AS ok
      FROM (${key.sql}) AS key,
        (SELECT EXISTS (SELECT 1 FROM customer WHERE id = ? AND disabled_at IS NULL
          AND platform_role IS NOT DISTINCT FROM ?::text) AS ok) AS person,
        (SELECT ?::text IS NULL OR EXISTS (SELECT 1 FROM membership
          WHERE organization_id = ? AND customer_id = ? AND role = ?) AS ok) AS standing,
        (SELECT COALESCE((SELECT active_tenant = ? OR NOT EXISTS (SELECT 1 FROM membership
            WHERE organization_id = active_tenant AND customer_id = ?)
          FROM toolwright.connection_state WHERE connection_id = ? AND session IN ('', ?)
          ORDER BY session DESC LIMIT 1), true) AS ok) AS choice`,
    bindings: [
      ...key.bindings,
      ...[principal.id, org === null ? active.role : null],
      ...[org, org, principal.id, active.role],
      ...[org ?? '', principal.id, connection.id, connection.session ?? ''],
    ],
  };
}
