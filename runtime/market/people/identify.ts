import type { Knex } from 'knex';
import type { Connection, Credential, Host, Principal } from 'toolwright/runtime';
import type { AccessTokens } from '../../auth/access-tokens.js';
import { findApiKey } from '../../auth/api-keys.js';
import { activeTenant } from '../../auth/connection-state.js';
import type { KeptConnection } from '../../store/connections.js';
import { connectionOf, connectionStillHolds } from '../../store/postgres/connections.js';
import type { Statement } from '../../store/postgres/opening-statement.js';
import { findWebSession, webConnection, webSessionStillHolds } from '../../store/postgres/web-sessions.js';
import { isDemoKey } from '../demo/keys.js';
import { isDemoCustomer } from '../demo/people.js';
import { isVouchedFor, stillKnown } from './by-issuer.js';
import { activeStanding, readAccount, standingsOf } from './standings.js';

export interface IdentifyOptions {
  /** As the tables' owner: the caller is not known yet. */
  readonly knex: Knex;
  /** Whether the demo's keys and its people's password, which everybody knows, open anything. */
  readonly demo: boolean;
  /** What the server's own authorization server has issued. */
  readonly tokens: AccessTokens;
  /** Who somebody else's identity provider vouches for; then it lets people in, and not this server. */
  readonly vouched?: Host['identify'];
  readonly now?: () => Date;
}

/** One way in: whose it is, and the organizations that it was granted (null: all of the person's). */
interface Way {
  readonly customerId: string;
  readonly connection: Connection;
  readonly granted: readonly string[] | null;
}

/** Who a credential is: its customer, standing in every organization that the way in was granted. */
export function identifyBy({ knex, demo, tokens, vouched, now = () => new Date() }: IdentifyOptions): Host['identify'] {
  return async (credential) => {
    if (!demo && isDemoKey(credential.value)) return null;
    const way =
      credential.kind === 'session'
        ? await bySession(knex, credential, now())
        : await byBearer(knex, tokens, { credential, now: now() });
    if (way === null && vouched) return vouched(credential);
    // A key made for one of the demo's people is as secret as any other; their password is not.
    const known = !demo && credential.kind === 'session' && way !== null && isDemoCustomer(way.customerId);
    return known ? null : way && principalBy(knex, way);
  };
}

/** Whom the calls of a kept connection are made as at present. */
export async function principalOf(knex: Knex, kept: KeptConnection): Promise<Principal | null> {
  return principalBy(knex, wayOf(kept, null));
}

async function principalBy(knex: Knex, { customerId, connection, granted }: Way): Promise<Principal | null> {
  const account = await readAccount(knex, customerId);
  if (account === null) return null;
  const standings = await standingsOf(knex, account, granted);
  const active = activeStanding(standings, await activeTenant(knex, connection));
  return { id: account.id, name: account.name, connection, active, standings };
}

async function byBearer(
  knex: Knex,
  tokens: AccessTokens,
  { credential, now }: { readonly credential: Credential; readonly now: Date },
): Promise<Way | null> {
  const kept = (await findApiKey(knex, credential, now)) ?? (await tokens.find(credential));
  return kept && wayOf(kept, credential.session);
}

function wayOf(kept: KeptConnection, session: string | null): Way {
  const granted = kept.allTenants ? null : kept.tenants;
  return { customerId: kept.principalId, connection: connectionOf(kept, session), granted };
}

async function bySession(knex: Knex, { value, session }: Credential, now: Date): Promise<Way | null> {
  const found = await findWebSession(knex, value, now);
  return found && { customerId: found.principalId, connection: webConnection(found, session), granted: null };
}

/**
 * What every write asks first, as the tables' owner: the key, grant or browser's session still holds and is still granted the
 * organization, the person may still sign in, still has the role that let the call through the gates, a custom one in the same
 * version, and has not chosen another organization in the meantime. A choice of one that it was granted then and is not now is none.
 */
export function stillHolds(principal: Principal, now: Date = new Date()): Statement {
  if (isVouchedFor(principal)) return stillKnown(principal);
  const { connection, active } = principal;
  const org = active.contexts.org ?? null;
  const custom = [active.customRole?.id ?? null, active.customRole?.version ?? null];
  const none = [null, null];
  const way =
    connection.kind === 'session'
      ? webSessionStillHolds(connection)
      : connectionStillHolds(connection, { tenant: org, now });
  return {
    sql: `SELECT way.ok AND person.ok AND standing.ok AND choice.ok AS ok
      FROM (${way.sql}) AS way,
        (SELECT EXISTS (SELECT 1 FROM customer c ${CUSTOM_JOIN('c')} WHERE c.id = ? AND c.disabled_at IS NULL
          AND c.platform_role IS NOT DISTINCT FROM ?::text AND ${SAME_CUSTOM}) AS ok) AS person,
        (SELECT ?::text IS NULL OR EXISTS (SELECT 1 FROM membership m ${CUSTOM_JOIN('m')}
          WHERE m.organization_id = ? AND m.customer_id = ? AND m.role = ? AND ${SAME_CUSTOM}) AS ok) AS standing,
        (SELECT COALESCE((SELECT active_tenant = ? OR NOT EXISTS (SELECT 1 FROM membership
            WHERE organization_id = active_tenant AND customer_id = ?)
            OR EXISTS (SELECT 1 FROM toolwright.connection
              WHERE id = connection_id AND NOT all_tenants AND active_tenant <> ALL (tenants))
          FROM toolwright.connection_state WHERE connection_id = ? AND session IN ('', ?)
          ORDER BY session DESC LIMIT 1), true) AS ok) AS choice`,
    bindings: [
      ...way.bindings,
      ...[principal.id, org === null ? active.role : null, ...(org === null ? custom : none)],
      ...[org, org, principal.id, active.role, ...(org === null ? none : custom)],
      ...[org ?? '', principal.id, connection.id, connection.session ?? ''],
    ],
  };
}

const CUSTOM_JOIN = (holder: 'c' | 'm') => `LEFT JOIN toolwright.custom_role r ON r.id = ${holder}.custom_role`;
const SAME_CUSTOM = 'r.id IS NOT DISTINCT FROM ?::text AND r.version IS NOT DISTINCT FROM ?::integer';
