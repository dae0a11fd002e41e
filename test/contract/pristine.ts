import type { Knex } from 'knex';
import type { KeptRows } from '../../runtime/testing/writes-between.js';

/** A database that can be put back to how it was. */
export interface Pristine {
  /** Digest of all rows of the business, which are those in the schema `public`. */
  state(): Promise<string>;
  /** Every row in `public` by table and primary key, as a digest. */
  rows(): Promise<KeptRows>;
  /** Puts back every row that the demo data left, keys and connections included; the audit stays. */
  restore(): Promise<void>;
}

/**
 * Keeps a copy of every table beside it. Putting rows back takes some 10 ms, where a new clone of the template, with the
 * server's pool on it, would take ten times that. `knex` is a superuser's.
 */
export async function keepPristine(knex: Knex): Promise<Pristine> {
  const { rows } = await knex.raw<{ rows: { schema: string; name: string }[] }>(
    `select schemaname as schema, tablename as name from pg_tables
     where schemaname = 'public' or (schemaname, tablename) in (('toolwright', 'api_key'), ('toolwright', 'connection_state'))
     order by 1, 2`,
  );
  const tables = rows.map(({ schema, name }) => ({
    schema,
    here: `"${schema}"."${name}"`,
    copy: `pristine."${schema}_${name}"`,
  }));
  await knex.raw(
    ['create schema pristine', ...tables.map(({ here, copy }) => `create table ${copy} as table ${here}`)].join(';'),
  );
  const digests = tables
    .filter(({ schema }) => schema === 'public')
    .map(
      ({ here }) =>
        `select '${here}' as name, md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as digest from ${here} t`,
    );
  const { rows: keyed } = await knex.raw<{ rows: { name: string; id: string }[] }>(
    `select c.relname as name, 'concat_ws(''/'', ' || string_agg(format('%I', a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum)) || ')' as id
     from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname order by 1`,
  );
  const restoring = [
    'begin',
    // Neither triggers nor foreign keys: rows come back in any order.
    `set local session_replication_role = 'replica'`,
    ...tables.flatMap(({ here, copy }) => [`delete from ${here}`, `insert into ${here} select * from ${copy}`]),
    'commit',
  ].join(';');
  return {
    async state() {
      const { rows: found } = await knex.raw<{ rows: { digest: string }[] }>(
        `select md5(string_agg(name || digest, ',' order by name)) as digest from (${digests.join(' union all ')}) each_table`,
      );
      return found[0]?.digest ?? '';
    },
    async rows() {
      const { rows: found } = await knex.raw<{ rows: { entity: string; id: string; row: string }[] }>(
        keyed
          .map(({ name, id }) => `select '${name}' as entity, ${id} as id, md5(t::text) as row from public."${name}" t`)
          .join(' union all '),
      );
      const kept = new Map(keyed.map(({ name }) => [name, new Map<string, string>()]));
      for (const { entity, id, row } of found) kept.get(entity)?.set(id, row);
      return kept;
    },
    restore: async () => void (await knex.raw(restoring)),
  };
}
