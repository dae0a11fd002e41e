import type { Principal } from '../../principal.js';
import { APP_ROLE } from './app-role.js';
import { WATCH_SETTING } from './watch-writes.js';

/** SQL with `?` for its bindings. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly (string | number | boolean | null | readonly string[])[];
}

/**
 * One statement that checks the caller (still as the tables' owner), then becomes the role `app` and sets what
 * row-level security goes by. A row answers `ok` and the connection's `pid`; where `check` is not met the rest does
 * not matter, since the transaction ends. Settings of contexts without an id are cleared, so that nothing is inherited.
 */
export function openingStatement(
  principal: Principal,
  contexts: readonly string[],
  { check, watch }: { readonly check: Statement | undefined; readonly watch: boolean },
): Statement {
  const settings: readonly (readonly [string, string])[] = [
    ['role', APP_ROLE],
    ['toolwright.connection', principal.connection.id],
    ...(watch ? [[WATCH_SETTING, 'on'] as const] : []),
    ...contexts.map((context) => [`toolwright.${context}`, principal.active.contexts[context] ?? ''] as const),
  ];
  const set = settings.map(() => 'set_config(?, ?, true)').join(', ');
  const from = check ? ` FROM (${check.sql}) AS opening` : '';
  return {
    sql: `SELECT ${check ? 'opening.ok' : 'true AS ok'}, pg_backend_pid() AS pid, ${set}${from}`,
    bindings: [...settings.flat(), ...(check?.bindings ?? [])],
  };
}
