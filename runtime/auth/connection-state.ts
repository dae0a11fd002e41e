import type { Knex } from 'knex';
import type { Connection } from '../principal.js';

type Way = Pick<Connection, 'id' | 'session'>;

/**
 * The tenant that a connection works in, or null when it has never chosen. A client's own session has its own choice,
 * and until it makes one, the connection's. Asked as the tables' owner, when a principal is made.
 */
export async function activeTenant(db: Knex, { id, session }: Way): Promise<string | null> {
  const row: { active_tenant: string | null } | undefined = await db('toolwright.connection_state')
    .where({ connection_id: id })
    .whereIn('session', ['', session ?? ''])
    .orderBy('session', 'desc')
    .first('active_tenant');
  return row?.active_tenant ?? null;
}

/**
 * Chooses the tenant (null: none) within a call's transaction, for the call's own connection. The notice to other
 * processes goes out when it commits.
 */
export async function setActiveTenant(handle: Knex, { id, session }: Way, tenant: string | null): Promise<void> {
  await handle.raw(
    `INSERT INTO toolwright.connection_state (connection_id, session, active_tenant) VALUES (?, ?, ?)
     ON CONFLICT (connection_id, session)
     DO UPDATE SET active_tenant = excluded.active_tenant, changed_at = now()`,
    [id, session ?? '', tenant],
  );
}

/** What a connection has chosen, for the one that takes its place. */
export async function moveConnectionState(db: Knex, from: string, to: string): Promise<void> {
  await db('toolwright.connection_state').where({ connection_id: from }).update({ connection_id: to });
}

/**
 * Adds a tenant to those that the call's own key may use, within the call's transaction. Does nothing for a key that
 * may use all of them. The database itself holds that no other connection than the calling one is given anything.
 */
export async function grantTenant(handle: Knex, { id }: Way, tenant: string): Promise<void> {
  await handle.raw('SELECT toolwright.grant_tenant(?, ?)', [id, tenant]);
}

/** Clients make up session ids as they please; what they chose 90 days ago is nobody's choice any more. */
export async function forgetOldSessions(db: Knex): Promise<void> {
  await db.raw(
    `DELETE FROM toolwright.connection_state WHERE session <> '' AND changed_at < now() - interval '90 days'`,
  );
}
