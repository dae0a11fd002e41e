/** Columns that every table of PostgreSQL has and that say how it is stored. */
export const systemColumns: ReadonlySet<string> = new Set('ctid xmin xmax cmin cmax tableoid'.split(' '));

/**
 * PostgreSQL reads `users.pg_typeof` as `pg_typeof(users)` where there is no such column. These are its functions that take
 * any row alone and are not in `allowed-functions.ts`.
 */
export const rowFunctions: ReadonlySet<string> = new Set(
  `any_out anycompatible_out anycompatiblenonarray_out anyelement_out anynonarray_out hash_record pg_collation_for
    pg_column_compression pg_column_size pg_column_toast_chunk_id pg_restore_attribute_stats pg_restore_relation_stats
    pg_typeof quote_literal quote_nullable record_out record_send`.split(/\s+/),
);
