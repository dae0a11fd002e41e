import type { Knex } from 'knex';
import { APP_ROLE } from '../../store/postgres/app-role.js';

/** What a page reads from. */
export interface PageSources {
  /** The tables' owner's. */
  readonly knex: Knex;
}

/**
 * A transaction for a page: as a call's, row-level security shows it one organization's rows alone. That the visitor may
 * see them is for the page to check. `connectionId`: the browser's, for whose writes the audit has a row.
 */
export function withinOrganization<T>(
  knex: Knex,
  { organizationId, connectionId = '' }: { readonly organizationId: string; readonly connectionId?: string },
  run: (db: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async (db) => {
    await db.raw(
      `select set_config('role', ?, true), set_config('toolwright.org', ?, true), set_config('toolwright.connection', ?, true)`,
      [APP_ROLE, organizationId, connectionId],
    );
    return run(db);
  });
}
