import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Connection, Credential } from '../principal.js';
import type { Statement } from '../store/postgres/opening-statement.js';
import { hashKey, keyPrefix, makeKey } from './key-hash.js';

/** What a key may do, and which tenants it may do it in. */
export interface ApiKeyGrant {
  readonly principalId: string;
  /** Told to people, to know the key by. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Wire names; null: whatever the role may. */
  readonly tools: readonly string[] | null;
  readonly writes: boolean;
  readonly confirm: 'ask' | 'waived';
  /** Every tenant that the principal belongs to, also later. */
  readonly allTenants: boolean;
  /** Tenant ids, where not all. */
  readonly tenants: readonly string[];
  readonly expiresAt: Date | null;
}

export interface ApiKey extends ApiKeyGrant {
  readonly id: string;
  /** The first characters of the key. */
  readonly prefix: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Within five minutes. */
  readonly lastUsedAt: Date | null;
}

const COLUMNS = {
  id: 'id',
  prefix: 'prefix',
  principalId: 'principal_id',
  name: 'name',
  scopes: 'scopes',
  tools: 'tools',
  writes: 'writes',
  confirm: 'confirm',
  allTenants: 'all_tenants',
  tenants: 'tenants',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  revokedAt: 'revoked_at',
  lastUsedAt: 'last_used_at',
} as const;

const USE_NOTED_EVERY_MS = 300_000;

const LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

/**
 * Makes a key and returns it in plain text: the only time that anybody can read it. `key` fixes it, for demo data
 * whose keys are printed in documents.
 */
export async function createApiKey(
  db: Knex,
  grant: ApiKeyGrant,
  key: string = makeKey(),
): Promise<{ readonly id: string; readonly key: string }> {
  const id = `key_${randomBytes(12).toString('hex')}`;
  await db('toolwright.api_key').insert({
    id,
    hash: hashKey(key),
    prefix: keyPrefix(key),
    principal_id: grant.principalId,
    name: grant.name,
    scopes: grant.scopes,
    tools: grant.tools,
    writes: grant.writes,
    confirm: grant.confirm,
    all_tenants: grant.allTenants,
    tenants: grant.tenants,
    expires_at: grant.expiresAt,
  });
  return { id, key };
}

/** The newest first; of one principal, or of all. */
export async function listApiKeys(db: Knex, principalId?: string): Promise<readonly ApiKey[]> {
  return db('toolwright.api_key')
    .modify((query) => {
      if (principalId !== undefined) query.where({ principal_id: principalId });
    })
    .orderBy([{ column: 'created_at', order: 'desc' }, 'id'])
    .select(COLUMNS);
}

/** Ends a key for good, in every process at once. False when there is no live key with this id. */
export async function revokeApiKey(db: Knex, id: string): Promise<boolean> {
  const revoked = await db('toolwright.api_key').where({ id, revoked_at: null }).update({ revoked_at: db.fn.now() });
  return revoked === 1;
}

/** The live key that a credential is, or null. Notes the use, every five minutes at most. */
export async function findApiKey(db: Knex, credential: Credential): Promise<ApiKey | null> {
  if (credential.kind !== 'bearer') return null;
  const hash = hashKey(credential.value);
  const key: ApiKey | undefined = await db('toolwright.api_key').where({ hash }).whereRaw(LIVE).first(COLUMNS);
  if (!key) return null;
  if (Date.now() - (key.lastUsedAt?.getTime() ?? 0) > USE_NOTED_EVERY_MS) {
    await db('toolwright.api_key').where({ id: key.id }).update({ last_used_at: db.fn.now() });
  }
  return key;
}

/** The connection that a call with this key comes by. */
export function connectionOf(key: ApiKey, session: string | null): Connection {
  const { id, scopes, tools, writes, confirm } = key;
  return { id, kind: 'api_key', scopes, tools, writes, confirm, session };
}

/** For a database's opening check: one row, whether the key is still live and as the Connection says. */
export function apiKeyStillHolds({ id, scopes, tools, writes, confirm }: Connection): Statement {
  return {
    sql: `SELECT EXISTS (SELECT 1 FROM toolwright.api_key WHERE id = ? AND ${LIVE} AND scopes = ?::text[]
      AND tools IS NOT DISTINCT FROM ?::text[] AND writes = ? AND confirm = ?) AS ok`,
    bindings: [id, scopes, tools, writes, confirm],
  };
}
