import { timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { hashPrivateKey } from '../projects/credentials.js';

/** The project whose pair signs a request in. */
export interface InstallingProject {
  readonly credentialId: string;
  readonly projectId: string;
  readonly organizationId: string;
}

interface Credential {
  readonly id: string;
  readonly project_id: string;
  readonly organization_id: string;
  readonly private_key_hash: string;
}

/**
 * Whose living pair an `Authorization: Basic …` header holds, asked of the database each time, so that a revoked pair
 * stops at once; null for any other. Nobody learns from the time it takes how much of a key is right.
 */
export async function identifyProject(db: Knex, header: string): Promise<InstallingProject | null> {
  const [, encoded = ''] = /^Basic +([\w+/]+=*)$/i.exec(header) ?? [];
  const [, publicKey, privateKey] = /^(pub_[a-z0-9]+):(prv_[a-z0-9]+)$/.exec(decode(encoded)) ?? [];
  if (publicKey === undefined || privateKey === undefined) return null;
  const row: Credential | undefined = await db('project_credential')
    .where({ public_key: publicKey, revoked_at: null })
    .first('id', 'project_id', 'organization_id', 'private_key_hash');
  const given = hashPrivateKey(privateKey);
  const kept = row?.private_key_hash ?? hashPrivateKey('');
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(kept)) || row === undefined) return null;
  return { credentialId: row.id, projectId: row.project_id, organizationId: row.organization_id };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

/** Notes that a pair was used; once a minute is often enough to know. */
export async function noteUse(db: Knex, { credentialId }: InstallingProject, now: Date): Promise<void> {
  await db('project_credential')
    .where({ id: credentialId })
    .where((either) => either.whereNull('last_used_at').orWhere('last_used_at', '<', new Date(now.getTime() - 60_000)))
    .update({ last_used_at: now });
}
