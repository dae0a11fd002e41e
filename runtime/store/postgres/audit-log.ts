import type { Knex } from 'knex';
import { type AuditFilter, type AuditLog, type AuditPlace, LOOKED_AT } from '../audit-log.js';
import type { AuditRecord } from '../audit-sink.js';
import { AUDIT_COLUMNS } from './audit-columns.js';
import { whereFits, whereFound } from './audit-filter.js';

const TABLE = 'toolwright.audit';
const NEWEST_FIRST = [
  { column: 'at', order: 'desc' },
  { column: 'id', order: 'desc' },
] as const;
const MOST_STEPS = 1_000;
/** Less than any id. */
const NO_ID = '';

/** Of the table of the audit, by its indexes: a page looks at a bounded number of rows, however many days there are. */
export function createPostgresAuditLog(knex: Knex): AuditLog {
  return {
    async page(filter, { limit, after }) {
      const fits = whereFits(filter);
      const floor = fits === null ? null : await lookedTo(knex, filter, after);
      const rows: AuditRecord[] = await knex(TABLE)
        .modify((query) => {
          whereFound(query, filter, after);
          fits?.(query);
          if (floor !== null) query.where('at', '>=', floor);
        })
        .orderBy([...NEWEST_FIRST])
        .limit(limit + 1)
        .select(AUDIT_COLUMNS);
      const shown = rows.slice(0, limit);
      if (rows.length > limit) return { rows: shown, next: placeOf(shown.at(-1)) };
      return { rows: shown, next: floor && { at: floor, id: NO_ID } };
    },
    async find(id, principalId) {
      const own = () => knex(TABLE).where(principalId === null ? {} : { principal_id: principalId });
      const row: AuditRecord | undefined = await own().where({ id }).first(AUDIT_COLUMNS);
      if (row === undefined) return null;
      const parent = row.parentId === null ? undefined : await own().where({ id: row.parentId }).first(AUDIT_COLUMNS);
      const steps = await own().where({ parent_id: id }).orderBy(['at', 'id']).limit(MOST_STEPS).select(AUDIT_COLUMNS);
      return { row, parent: parent ?? null, steps };
    },
  };
}

/** The oldest moment that a page may look at; null: there are not so many rows. */
async function lookedTo(knex: Knex, filter: AuditFilter, after?: AuditPlace): Promise<Date | null> {
  const found: { at: Date } | undefined = await knex(TABLE)
    .modify((query) => whereFound(query, filter, after))
    .orderBy('at', 'desc')
    .offset(LOOKED_AT)
    .first('at');
  return found?.at ?? null;
}

const placeOf = (row: AuditRecord | undefined): AuditPlace | null => (row ? { at: row.at, id: row.id } : null);
