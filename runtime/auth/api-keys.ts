import type { Knex } from 'knex';
import type { Credential } from '../principal.js';
import type { ConnectionSettings, KeptConnection } from '../store/connections.js';
import { end, findConnection, insertKey, listConnections } from '../store/postgres/connections.js';
import { hashKey } from './key-hash.js';

/** What a key may do, and which tenants it may do it in. */
export interface ApiKeyGrant extends Omit<ConnectionSettings, 'rate'> {
  readonly principalId: string;
  /** Told to people, to know the key by. */
  readonly name: string;
  readonly rate?: ConnectionSettings['rate'];
}

/**
 * Makes a key and returns it in plain text: the only time that anybody can read it. `key` fixes it, for demo data
 * whose keys are printed in documents.
 */
export function createApiKey(
  db: Knex,
  grant: ApiKeyGrant,
  key?: string,
): Promise<{ readonly id: string; readonly key: string }> {
  return insertKey(db, { rate: null, ...grant }, key);
}

/** The newest first; of one principal, or of all. */
export async function listApiKeys(db: Knex, principalId: string | null = null): Promise<readonly KeptConnection[]> {
  const connections = await listConnections(db, principalId);
  return connections.filter(({ kind }) => kind === 'api_key');
}

/** Ends a key for good, in every process at once. False when there is no live key with this id. */
export async function revokeApiKey(db: Knex, id: string): Promise<boolean> {
  return (await end(db, { id, kind: 'api_key' })) !== null;
}

/** The key that a credential is, live at `now`, or null. Notes the use, every five minutes at most. */
export async function findApiKey(
  db: Knex,
  { kind, value }: Credential,
  now: Date = new Date(),
): Promise<KeptConnection | null> {
  return kind === 'bearer' ? findConnection(db, { hash: hashKey(value) }, now) : null;
}
