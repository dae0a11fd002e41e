/**
 * Functions of PostgreSQL's own that everybody may call and that do more than compute: they take locks that outlive the
 * statement, tell others something, end their work, wait, write what no transaction takes back, or run SQL out of a text.
 * Patterns of names.
 */
const EFFECTS = [
  '(try_|)advisory_.*',
  'notify',
  '(cancel|terminate)_backend',
  'export_snapshot',
  'sleep.*',
  'logical_emit_message',
  'current_xact_id',
].map((name) => `pg_${name}`);
const OTHERS = [
  'txid_current',
  'set_config',
  'lo_.*',
  'loread',
  'lowrite',
  '(query|table|cursor|schema|database)_to_xml.*',
];

/** True of `pg_proc p` for one of them that everybody may still call. */
export const openToAll = `
  p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f'
  and p.proname ~ '^(${[...EFFECTS, ...OTHERS].join('|')})$' and has_function_privilege('public', p.oid, 'execute')`;

/**
 * Leaves them, and blocks of PL/pgSQL, to calls alone (and to whoever may become `app`). Nobody but a superuser may say so:
 * elsewhere it is the guard, the read-only transaction and its end that keep them harmless.
 */
export const CLOSE_FUNCTIONS = `do $close$
declare each record;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then return; end if;
  for each in select p.oid::regprocedure as name from pg_proc p where ${openToAll} loop
    execute format('grant execute on function %s to app', each.name);
    execute format('revoke execute on function %s from public', each.name);
  end loop;
  grant usage on language plpgsql to app;
  revoke usage on language plpgsql from public;
end $close$`;
