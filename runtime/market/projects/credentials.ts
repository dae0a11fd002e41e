import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { newId, randomLetters } from '../ids.js';
import type { Vault } from '../vault.js';

/** A pair as Composer uses it: user name and password. */
export interface CredentialPair {
  readonly public_key: string;
  readonly private_key: string;
}

/** The project that a pair belongs to. */
export interface CredentialOwner {
  readonly id: string;
  readonly organization_id: string;
}

/**
 * Revokes the project's living pair, if there is one, and mints the next, both in the given transaction: at no moment
 * do two pairs work, or none. The private key is kept sealed, to be shown again, and as a hash, to be looked up.
 */
export async function replacePair(
  db: Knex,
  vault: Vault,
  project: CredentialOwner,
  now: Date,
): Promise<CredentialPair> {
  const pair = { public_key: `pub_${randomLetters(24)}`, private_key: `prv_${randomLetters(48)}` };
  await db('project_credential').where({ project_id: project.id, revoked_at: null }).update({ revoked_at: now });
  const id = newId('cre');
  await db('project_credential').insert({
    id,
    project_id: project.id,
    organization_id: project.organization_id,
    public_key: pair.public_key,
    private_key_sealed: vault.seal(pair.private_key, sealedRow(id)),
    private_key_hash: hashPrivateKey(pair.private_key),
    created_at: now,
  });
  return pair;
}

/** The private key of a credential row, in the clear. */
export function openPrivateKey(
  vault: Vault,
  row: { readonly id: string; readonly private_key_sealed: string },
): string {
  return vault.open(row.private_key_sealed, sealedRow(row.id));
}

/** Plain SHA-256 suffices: the key is random with 248 bits, so there is nothing to guess that a slow hash would guard. */
export function hashPrivateKey(privateKey: string): string {
  return createHash('sha256').update(privateKey).digest('hex');
}

function sealedRow(id: string): string {
  return `project_credential/${id}`;
}
