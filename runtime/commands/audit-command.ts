import type { Knex } from 'knex';
import type { Act } from '../call/audit/act-row.js';
import { commandUser } from './command-user.js';

/**
 * What puts a command's row into the audit, in the transaction of what the command does. Who stands at the command line nobody
 * knows: the row names no person, and the operating system's user as a fact. A server hands it to the sinks.
 */
export async function auditCommand(
  command: Pick<Act, 'name' | 'writeMode' | 'arguments' | 'tenantId'>,
): Promise<(db: Knex) => Promise<void>> {
  const { actRow } = await import('../call/audit/act-row.js');
  const { ofCall } = await import('../store/audit-sink.js');
  const { insertAudit } = await import('../store/postgres/audit-record.js');
  const { leaveForServers } = await import('../store/postgres/audit-of-commands.js');
  const { newTraceId } = await import('../trace.js');
  const startedAt = performance.now();
  const user = commandUser();
  const facts = user === null ? [] : [`run by the user ${user}`];
  return async (db) => {
    const act: Act = { ...command, wire: 'cli', at: new Date(), startedAt, traceId: newTraceId(), facts };
    const row = actRow(act, 'ok');
    await insertAudit(db, [ofCall(row)]);
    await leaveForServers(db, row);
  };
}
