import type { Knex } from 'knex';

declare module 'toolwright/runtime' {
  interface Register {
    /** What `ctx.db()` gives a resolver of the marketplace. */
    database: Knex.Transaction;
  }
}
