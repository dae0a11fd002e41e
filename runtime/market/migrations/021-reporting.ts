import type { Knex } from 'knex';
import { JOBS, NEWS, ORGANIZATIONS, PLATFORM, SALES } from './021-reporting-views.js';

/**
 * What staff may ask by SQL: views made for reading, in a schema of their own. They belong to the tables' owner, so that
 * whoever reads them needs no right to any table; no view has a password, key, token, sealed column, e-mail or postal
 * address. Who may read them is arranged at each start (`queries/reader/`), since roles are the cluster's.
 */
export const reporting = {
  name: 'market-021-reporting',
  async up(db: Knex): Promise<void> {
    await db.raw('create schema reporting');
    await db.raw(JOBS);
    for (const [name, select] of Object.entries({ ...PLATFORM, ...NEWS, ...ORGANIZATIONS, ...SALES })) {
      await db.raw(`create view reporting.${name} with (security_barrier) as ${select}`);
    }
    await db.raw(CLOSED);
  },
};

/** Whoever may log in could look into `public`, and call what is there: calls run as `app`, and nobody else has to. */
const CLOSED = `
grant usage on schema public to app;
revoke all on schema public from public;
`;
