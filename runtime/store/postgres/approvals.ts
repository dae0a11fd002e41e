import type { Knex } from 'knex';
import { type Approval, type Approvals, type ApprovedCall, type Decision, newApprovalId } from '../approvals.js';

const TABLE = 'toolwright.approval';
const COLUMNS = {
  id: 'id',
  principalId: 'principal_id',
  connectionId: 'connection_id',
  tenantId: 'tenant_id',
  tool: 'tool',
  argumentHash: 'argument_hash',
  summary: 'summary',
  decision: 'decision',
  requestedAt: 'requested_at',
  expiresAt: 'expires_at',
  usedAt: 'used_at',
} as const;

/** How long after its end an approval's page still tells how it ended. */
const TOLD_FOR_MS = 86_400_000;

/** In the database, for every process. */
export function createPostgresApprovals(knex: Knex): Approvals {
  const openOf = (call: ApprovedCall, now: Date) =>
    knex(TABLE).where(columnsOf(call)).whereNull('used_at').where('expires_at', '>', now);
  return {
    open: async (call, now) => (await openOf(call, now).first(COLUMNS)) ?? null,
    async request(call, summary, { now, expiresAt }) {
      // A call has one approval: a new one takes the place of one that has been used or has expired.
      await knex(TABLE)
        .where(columnsOf(call))
        .where((over) => over.whereNotNull('used_at').orWhere('expires_at', '<=', now))
        .delete();
      const asked = { id: newApprovalId(), summary: JSON.stringify(summary), requested_at: now, expires_at: expiresAt };
      const rows: Approval[] = await knex(TABLE)
        .insert({ ...columnsOf(call), ...asked })
        .onConflict(knex.raw('ON CONSTRAINT approval_call'))
        .merge(['tool'])
        .returning(Object.entries(COLUMNS).map(([name, column]) => `${column} as ${name}`));
      return rows[0] as Approval;
    },
    async take(call, now) {
      const rows: { decision: Decision }[] = await openOf(call, now)
        .whereNotNull('decision')
        .update({ used_at: now })
        .returning('decision');
      return rows[0]?.decision ?? null;
    },
    async find(id, principalId) {
      return (await knex(TABLE).where({ id, principal_id: principalId }).first(COLUMNS)) ?? null;
    },
    pending: (principalId, now) =>
      knex(TABLE)
        .where({ principal_id: principalId, decision: null })
        .where('expires_at', '>', now)
        .orderBy(['requested_at', 'id'])
        .select(COLUMNS),
    decide: (id, principalId, { decision, now }, also) =>
      knex.transaction(async (db) => {
        const decided = await db(TABLE)
          .where({ id, principal_id: principalId, decision: null })
          .where('expires_at', '>', now)
          .update({ decision });
        if (decided === 1) await also?.(db);
        return decided === 1;
      }),
  };
}

function columnsOf({ principalId, connectionId, tenantId, tool, argumentHash }: ApprovedCall): object {
  return {
    principal_id: principalId,
    connection_id: connectionId,
    tenant_id: tenantId,
    tool,
    argument_hash: argumentHash,
  };
}

/** Approvals that ended a day ago. */
export async function forgetEndedApprovals(db: Knex, now: Date): Promise<void> {
  await db(TABLE)
    .where('expires_at', '<', new Date(now.getTime() - TOLD_FOR_MS))
    .delete();
}
