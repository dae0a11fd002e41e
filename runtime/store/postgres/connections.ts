import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { hashKey, keyPrefix, makeKey } from '../../auth/key-hash.js';
import type { Connection } from '../../principal.js';
import type { ConnectionSettings, Connections, EndedGrant, KeptConnection } from '../connections.js';
import type { Rate } from '../limiter.js';
import type { Statement } from './opening-statement.js';

const TABLE = 'toolwright.connection';
const COLUMNS = {
  id: 'id',
  kind: 'kind',
  prefix: 'prefix',
  client: 'client',
  principalId: 'principal_id',
  name: 'name',
  scopes: 'scopes',
  tools: 'tools',
  writes: 'writes',
  confirm: 'confirm',
  allTenants: 'all_tenants',
  tenants: 'tenants',
  rateCalls: 'rate_calls',
  ratePer: 'rate_per',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  revokedAt: 'revoked_at',
  lastUsedAt: 'last_used_at',
} as const;

const USE_NOTED_EVERY_MS = 300_000;

const LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)';

type Row = Omit<KeptConnection, 'rate'> & { readonly rateCalls: number | null; readonly ratePer: Rate['per'] | null };

/** In the database, for every process: each change tells them all, in its own transaction. */
export function createPostgresConnections(knex: Knex, now: () => Date = () => new Date()): Connections {
  const changing = <T>(run: (db: Knex.Transaction) => Promise<T>): Promise<T> => knex.transaction(run);
  return {
    list: (principalId) => listConnections(knex, principalId),
    search: (text, most) => searchConnections(knex, text, most),
    find: (id, principalId) => findOne(knex, owned({ id }, principalId)),
    ofGrant: (grantId) => findConnection(knex, { grant_id: grantId }, now()),
    makeKey: ({ principalId, name, settings }, also) =>
      changing(async (db) => {
        const made = await insertKey(db, { principalId, name, ...settings });
        await also?.(db);
        return made;
      }),
    grant: ({ grantId, principalId, client, settings }, also) =>
      changing(async (db) => {
        const values = { client: JSON.stringify(client), name: client.name, ...columnsOf(settings) };
        const [row] = await db(TABLE)
          .insert({ id: newId('con'), kind: 'oauth', grant_id: grantId, principal_id: principalId, ...values })
          .onConflict('grant_id')
          .merge(values)
          .where('connection.principal_id', principalId)
          .whereNull('connection.revoked_at')
          .returning<{ id: string }[]>('id');
        if (row === undefined) throw new Error('What was granted has been revoked in the meantime.');
        await also?.(db);
        return row.id;
      }),
    change: (id, { principalId, settings: { name, ...settings } }, also) =>
      changing(async (db) => {
        const values = { ...columnsOf(settings), ...(name !== undefined && { name }) };
        const changed = await db(TABLE).where(owned({ id }, principalId)).whereRaw(LIVE, [now()]).update(values);
        if (changed === 1) await also?.(db);
        return changed === 1;
      }),
    revoke: (id, principalId, also) =>
      changing(async (db) => {
        const revoked = await end(db, owned({ id }, principalId));
        if (revoked !== null) await also?.(db);
        return revoked !== null;
      }),
    revokeGrant: (grantId, also) =>
      changing(async (db) => {
        const ended = await end(db, { grant_id: grantId });
        if (ended !== null) await also(db, ended);
      }),
  };
}

/** The newest first; of one principal, or of all. */
export async function listConnections(db: Knex, principalId: string | null): Promise<readonly KeptConnection[]> {
  const rows: Row[] = await db(TABLE)
    .modify((query) => {
      if (principalId !== null) query.where({ principal_id: principalId });
    })
    .orderBy([{ column: 'created_at', order: 'desc' }, 'id'])
    .select(COLUMNS);
  return rows.map(kept);
}

async function searchConnections(db: Knex, text: string, most: number): Promise<readonly KeptConnection[]> {
  const rows: Row[] = await db(TABLE)
    .modify((query) => {
      if (text !== '') {
        query.whereRaw(
          `? IN (id, prefix, principal_id)
           OR strpos(lower(concat_ws(' ', name, client->>'name', client->>'host')), lower(?)) > 0`,
          [text, text],
        );
      }
    })
    .orderByRaw('revoked_at IS NOT NULL, created_at DESC, id')
    .limit(most)
    .select(COLUMNS);
  return rows.map(kept);
}

/** The connection of a key's hash or of a grant that is live at `now`. Notes the use, every five minutes at most. */
export async function findConnection(
  db: Knex,
  by: { readonly hash: Buffer } | { readonly grant_id: string },
  now: Date = new Date(),
): Promise<KeptConnection | null> {
  const row: Row | undefined = await db(TABLE).where(by).whereRaw(LIVE, [now]).first(COLUMNS);
  if (row === undefined) return null;
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > USE_NOTED_EVERY_MS) {
    await db(TABLE).where({ id: row.id }).update({ last_used_at: now });
  }
  return kept(row);
}

/** `key` fixes it, for demo data whose keys are printed in documents. */
export async function insertKey(
  db: Knex,
  { principalId, name, ...settings }: ConnectionSettings & { readonly principalId: string; readonly name: string },
  key: string = makeKey(),
): Promise<{ readonly id: string; readonly key: string }> {
  const id = newId('key');
  const credential = { hash: hashKey(key), prefix: keyPrefix(key) };
  await db(TABLE).insert({
    id,
    kind: 'api_key',
    principal_id: principalId,
    name,
    ...credential,
    ...columnsOf(settings),
  });
  return { id, key };
}

/** The one that has ended now, with all its tokens; null where there was no live one. */
export async function end(db: Knex, where: object): Promise<EndedGrant | null> {
  const [ended] = await db(TABLE)
    .where({ ...where, revoked_at: null })
    .update({ revoked_at: db.fn.now() })
    .returning<{ id: string; principal_id: string; grant_id: string | null }[]>(['id', 'principal_id', 'grant_id']);
  if (ended === undefined) return null;
  if (ended.grant_id !== null) await db('toolwright.oauth_artifact').where({ grant_id: ended.grant_id }).delete();
  return { id: ended.id, principalId: ended.principal_id };
}

/** The connection that a call comes by. */
export function connectionOf(found: KeptConnection, session: string | null): Connection {
  const { id, kind, scopes, tools, writes, confirm, rate, expiresAt } = found;
  return { id, kind, scopes, tools, writes, confirm, session, ...(rate && { rate }), ...(expiresAt && { expiresAt }) };
}

/**
 * For a database's opening check: one row, whether the connection is live at `now`, as the Connection says, and still
 * granted the tenant that the call works in (null: none).
 */
export function connectionStillHolds(
  { id, scopes, tools, writes, confirm }: Connection,
  { tenant = null, now = new Date() }: { readonly tenant?: string | null; readonly now?: Date } = {},
): Statement {
  return {
    sql: `SELECT EXISTS (SELECT 1 FROM ${TABLE} WHERE id = ? AND ${LIVE} AND scopes @> ?::text[]
      AND tools IS NOT DISTINCT FROM ?::text[] AND writes = ? AND confirm = ?
      AND (all_tenants OR ?::text IS NULL OR ?::text = ANY (tenants))) AS ok`,
    bindings: [id, now.toISOString(), scopes, tools, writes, confirm, tenant, tenant],
  };
}

const newId = (prefix: 'key' | 'con'): string => `${prefix}_${randomBytes(12).toString('hex')}`;

const owned = (where: object, principalId: string | null): object =>
  principalId === null ? where : { ...where, principal_id: principalId };

async function findOne(db: Knex, where: object): Promise<KeptConnection | null> {
  const row: Row | undefined = await db(TABLE).where(where).first(COLUMNS);
  return row ? kept(row) : null;
}

function kept({ rateCalls, ratePer, ...row }: Row): KeptConnection {
  return { ...row, rate: rateCalls !== null && ratePer !== null ? { calls: rateCalls, per: ratePer } : null };
}

function columnsOf({ allTenants, expiresAt, rate, ...same }: Partial<ConnectionSettings>): object {
  return {
    ...same,
    ...(allTenants !== undefined && { all_tenants: allTenants }),
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
    ...(rate !== undefined && { rate_calls: rate?.calls ?? null, rate_per: rate?.per ?? null }),
  };
}
