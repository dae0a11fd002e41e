import type { Knex } from 'knex';
import { APP_ROLE } from '../../store/postgres/app-role.js';

/** What a page reads from. */
export interface PageSources {
  /** The tables' owner's. */
  readonly knex: Knex;
}

/**
 * A transaction for a page: as a call's, row-level security shows it one organization's rows alone. That the visitor may
 * see them is for the page to check.
 */
export function withinOrganization<T>(
  knex: Knex,
  organizationId: string,
  run: (db: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async (db) => {
    await db.raw(`select set_config('role', ?, true), set_config('toolwright.org', ?, true)`, [
      APP_ROLE,
      organizationId,
    ]);
    return run(db);
  });
}
