/**
 * SQL that closes a table by row-level security, forced, so that nothing is visible that no policy opens. The role
 * that migrates keeps the whole table: system transactions and the SECURITY DEFINER functions run as it, and it need
 * not be a superuser.
 */
export function protect(...tables: readonly string[]): string {
  return tables
    .map(
      (table) => `
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_system on ${table} to current_user using (true) with check (true);`,
    )
    .join('\n');
}
