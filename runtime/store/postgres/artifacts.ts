import type { Knex } from 'knex';
import { hashKey } from '../../auth/key-hash.js';
import type { Artifact, Artifacts } from '../artifacts.js';

const TABLE = 'toolwright.oauth_artifact';
const COLUMNS = { content: 'content', consumedAt: 'consumed_at', grantId: 'grant_id', uid: 'uid' } as const;

/** In the database, for every process. */
export function createPostgresArtifacts(knex: Knex): Artifacts {
  const at = (model: string, id: string) => ({ model, id_hash: hashKey(id) });
  const find = async (where: object, now: Date): Promise<Artifact | null> => {
    const row: Artifact | undefined = await knex(TABLE)
      .where(where)
      .where((live) => live.whereNull('expires_at').orWhere('expires_at', '>', now))
      .first(COLUMNS);
    return row ?? null;
  };
  return {
    find: (model, id, now) => find(at(model, id), now),
    findByUid: (model, uid, now) => find({ model, uid }, now),
    async put(model, id, { content, grantId, uid, expiresAt }) {
      const values = { content, uid, grant_id: grantId, expires_at: expiresAt };
      await knex(TABLE)
        .insert({ ...at(model, id), ...values })
        .onConflict(['model', 'id_hash'])
        .merge(values);
    },
    async consume(model, id, now) {
      const used = await knex(TABLE).where(at(model, id)).whereNull('consumed_at').update({ consumed_at: now });
      return used === 1;
    },
    async remove(model, id) {
      await knex(TABLE).where(at(model, id)).delete();
    },
    async removeGrant(model, grantId) {
      await knex(TABLE).where({ model, grant_id: grantId }).delete();
    },
  };
}

export async function forgetExpiredArtifacts(db: Knex, now: Date): Promise<void> {
  await db(TABLE).where('expires_at', '<=', now).delete();
}
