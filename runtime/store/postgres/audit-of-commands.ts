import type { Knex } from 'knex';
import type { AuditRecord } from '../audit-sink.js';
import { AUDIT_COLUMNS } from './audit-columns.js';

/** The channel that tells servers of a command's row. */
export const AUDIT_CHANNEL = 'toolwright_audit';

const DAYS_KEPT = 90;
const AT_ONCE = 200;

/** Notes that a row of the audit is a command's: commands have no sinks, so a server that has some hands it on. */
export async function leaveForServers(db: Knex, { id, at }: Pick<AuditRecord, 'id' | 'at'>): Promise<void> {
  await db('toolwright.audit_from_command').insert({ audit_id: id, at });
}

/** Takes the rows that commands have left, each in one process alone, and hands them to `add`, the oldest first. */
export async function takeFromCommands(knex: Knex, add: (record: AuditRecord) => void): Promise<void> {
  for (;;) {
    const rows: AuditRecord[] = await knex
      .with('taken', (query) =>
        query
          .from('toolwright.audit_from_command')
          .whereIn('audit_id', (left) =>
            left
              .from('toolwright.audit_from_command')
              .orderBy(['at', 'audit_id'])
              .limit(AT_ONCE)
              .forUpdate()
              .skipLocked()
              .select('audit_id'),
          )
          .delete(['audit_id', 'at']),
      )
      .from({ a: 'toolwright.audit' })
      .join({ t: 'taken' }, (on) => on.on('a.id', 't.audit_id').on('a.at', 't.at'))
      .orderBy(['a.at', 'a.id'])
      .select(Object.fromEntries(Object.entries(AUDIT_COLUMNS).map(([name, column]) => [name, `a.${column}`])));
    for (const row of rows) add(row);
    if (rows.length < AT_ONCE) return;
  }
}

/** What no server with a sink has ever come for is forgotten with the rows themselves. */
export async function forgetFromCommands(knex: Knex, now: Date): Promise<void> {
  await knex('toolwright.audit_from_command')
    .where('at', '<', new Date(now.getTime() - DAYS_KEPT * 86_400_000))
    .delete();
}
