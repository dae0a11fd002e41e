import type { Knex } from 'knex';
import type { AuditEnd, AuditFilter, AuditPlace } from '../audit-log.js';

/** What each end is in SQL. */
export const AUDIT_ENDS: Readonly<Record<AuditEnd, string>> = {
  ok: `outcome = 'ok'`,
  asked: `outcome = 'input_required'`,
  failed: `(gate IN ('run', 'output') OR outcome = 'INTERNAL_ERROR') AND outcome NOT IN ('ok', 'input_required')`,
  refused: `gate IS DISTINCT FROM 'run' AND gate IS DISTINCT FROM 'output' AND outcome NOT IN ('ok', 'input_required', 'INTERNAL_ERROR')`,
};

/** Calls, that is: what a person or an operator did by other means has a name with a space in it. */
export const AUDIT_CALLS = `wire <> 'cli' AND (wire <> 'web' OR strpos(tool, ' ') = 0)`;

/** What usage counts, and does not tell apart. */
export const AUDIT_COUNTED = `${AUDIT_CALLS} AND principal_id IS NOT NULL AND parent_id IS NULL AND NOT dry_run AND NOT replayed`;

/** What an index answers: whose, of which tenant or trace, and when. With `after`, what follows that place. */
export function whereFound(query: Knex.QueryBuilder, filter: AuditFilter, after?: AuditPlace): void {
  const { principalId, unknown, tenantId, traceId, from, until } = filter;
  if (principalId !== null) query.where({ principal_id: principalId });
  if (unknown !== undefined) query.whereNull('principal_id');
  if (tenantId !== undefined) query.where({ tenant_id: tenantId });
  if (traceId !== undefined) query.where({ trace_id: traceId });
  if (from !== undefined) query.where('at', '>=', from);
  if (until !== undefined) query.where('at', '<', until);
  // The comparison of rows decides; the first alone leaves out the days that are newer.
  if (after !== undefined) query.where('at', '<=', after.at).whereRaw('(at, id) < (?, ?)', [after.at, after.id]);
}

/** What only a look at the row answers; null: nothing more is asked. */
export function whereFits(filter: AuditFilter): ((query: Knex.QueryBuilder) => void) | null {
  const { principalId, tenantId, connectionId, wire, tool, end, gate, mode, counted } = filter;
  const asked = [connectionId, wire, tool, end, gate, mode, counted, principalId === null ? undefined : tenantId];
  if (asked.every((value) => value === undefined)) return null;
  return (query) => {
    if (connectionId !== undefined) query.where({ connection_id: connectionId });
    if (wire !== undefined) query.where({ wire });
    if (counted !== undefined) query.whereRaw(AUDIT_COUNTED);
    if (tool !== undefined && counted !== undefined) query.where({ tool });
    else if (tool !== undefined) query.whereRaw('strpos(lower(tool), lower(?)) > 0', [tool]);
    if (end !== undefined) query.whereRaw(AUDIT_ENDS[end]);
    if (gate !== undefined) query.where({ gate });
    if (mode !== undefined) query.whereRaw(mode === 'read' ? `write_mode = 'read'` : `write_mode <> 'read'`);
  };
}
