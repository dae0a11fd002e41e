import type { Knex } from 'knex';

/** What is written with somebody's doing, last in its transaction: the audit's row of who did it. */
export type Witness = (db: Knex) => Promise<void>;
