import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { KeptRole, Roles } from '../roles.js';

const TABLE = 'toolwright.custom_role';
const COLUMNS = {
  id: 'id',
  title: 'title',
  audiences: 'audiences',
  privileges: 'privileges',
  version: 'version',
  changedAt: 'changed_at',
} as const;

/** In the database, for every process: each change tells them all, in its own transaction. */
export function createPostgresRoles(knex: Knex): Roles {
  return {
    list: () => knex(TABLE).orderByRaw('lower(title)').select(COLUMNS),
    async find(id) {
      const row: KeptRole | undefined = await knex(TABLE).where({ id }).first(COLUMNS);
      return row ?? null;
    },
    async make({ title, audiences, privileges }, also) {
      const id = `rol_${randomBytes(12).toString('hex')}`;
      const made = await unlessBroken('custom_role_title', () =>
        knex.transaction(async (db) => {
          await db(TABLE).insert({ id, title, audiences, privileges });
          await also?.(db);
          return id;
        }),
      );
      return made === 'broken' ? null : made;
    },
    async change(id, { version, terms: { title, privileges } }, also) {
      const changed = await unlessBroken('custom_role_title', () =>
        knex.transaction(async (db) => {
          const rows = await db(TABLE)
            .where({ id, version })
            .update({ title, privileges, version: version + 1, changed_at: db.fn.now() });
          if (rows === 1) await also?.(db);
          return rows === 1 ? 'changed' : 'stale';
        }),
      );
      return changed === 'broken' ? 'taken' : changed;
    },
    async delete(id, also) {
      const deleted = await unlessBroken('foreign key', () =>
        knex.transaction(async (db) => {
          const rows = await db(TABLE).where({ id }).delete();
          if (rows === 1) await also?.(db);
          return rows === 1 ? 'deleted' : 'gone';
        }),
      );
      return deleted === 'broken' ? 'held' : deleted;
    },
  };
}

/** What `run` resolves with, or `broken` where the database refuses it for this constraint. */
async function unlessBroken<T>(constraint: string, run: () => Promise<T>): Promise<T | 'broken'> {
  try {
    return await run();
  } catch (error) {
    const { code, constraint: name } = error as { readonly code?: string; readonly constraint?: string };
    // 23001: restrict_violation, 23503: foreign_key_violation.
    const referred = constraint === 'foreign key' && (code === '23503' || code === '23001');
    if (referred || name === constraint) return 'broken';
    throw error;
  }
}
