import type { Knex } from 'knex';
import type { KeptRows } from '../../runtime/testing/writes-between.js';

/** A database that can be put back to how it was. */
export interface Pristine {
  /** What differs from how it was, in the schema `public`, which is the business; equal texts mean equal rows. */
  state(): Promise<string>;
  /** Every row in `public` by table and primary key, as a digest. */
  rows(): Promise<KeptRows>;
  /** Puts back every row that the demo data left, keys, connections and our stand-ins' rows included; the audit stays. */
  restore(): Promise<void>;
}

/**
 * Keeps a copy of every table beside it, and triggers that tell which tables have been written to: these alone are
 * compared and put back, within a few ms however many tables there are. `knex` is a superuser's.
 */
export async function keepPristine(knex: Knex): Promise<Pristine> {
  await knex.raw(copies);
  const { rows: keyed } = await knex.raw<{ rows: { name: string; id: string }[] }>(
    `select c.relname as name, 'concat_ws(''/'', ' || string_agg(format('%I', a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum)) || ')' as id
     from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname order by 1`,
  );
  return {
    async state() {
      const { rows: found } = await knex.raw<{ rows: { state: string }[] }>('select pristine.state()');
      return found[0]?.state ?? '';
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
    restore: async () => void (await knex.raw('select pristine.restore()')),
  };
}

/**
 * `kept` has a row a table: how to digest it, whether the digest counts, and how to put it back. A write that is rolled
 * back takes its row of `touched` with it. While rows are put back neither triggers nor foreign keys hold, so that they
 * may come in any order.
 */
const copies = `
  create schema pristine;
  create table pristine.touched (name text not null);
  create table pristine.kept (name text primary key, counts boolean, pristine text, restoring text);

  create function pristine.touch() returns trigger language plpgsql security definer as $$
  begin
    insert into pristine.touched values (tg_argv[0]);
    return null;
  end $$;

  create function pristine.digest(name text) returns text language plpgsql as $$
  declare found text;
  begin
    execute format('select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) from %s t', name) into found;
    return found;
  end $$;

  do $$
  declare here text; copy text; columns text; each record;
  begin
    for each in
      select schemaname as schema, tablename as name from pg_tables
      where schemaname in ('public', 'stripe_double', 'git_host')
        or (schemaname, tablename) in (('toolwright', 'api_key'), ('toolwright', 'connection_state'))
    loop
      here := format('%I.%I', each.schema, each.name);
      copy := format('pristine.%I', each.schema || '.' || each.name);
      select string_agg(format('%I', attname), ', ' order by attnum) into columns from pg_attribute
        where attrelid = here::regclass and attnum > 0 and not attisdropped and attgenerated = '';
      execute format('create table %s as select %s from %s', copy, columns, here);
      execute format('create trigger pristine after insert or update or delete or truncate on %s
        for each statement execute function pristine.touch(%L)', here, here);
      insert into pristine.kept values (here, each.schema = 'public', pristine.digest(here),
        format('delete from %1$s; insert into %1$s (%2$s) overriding system value select %2$s from %3$s', here, columns, copy));
    end loop;
  end $$;

  create function pristine.state() returns text language sql as $$
    select coalesce(string_agg(name || ' ' || now, ' ' order by name), '')
    from (
      select name, pristine, pristine.digest(name) as now from pristine.kept
      where counts and name in (select name from pristine.touched)
    ) written
    where now <> pristine
  $$;

  create function pristine.restore() returns void language plpgsql set session_replication_role = 'replica' as $$
  declare restoring text;
  begin
    for restoring in
      with gone as (delete from pristine.touched returning name)
      select kept.restoring from pristine.kept where name in (select name from gone)
    loop
      execute restoring;
    end loop;
  end $$;
`;
