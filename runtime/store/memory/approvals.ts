import { type Approval, type Approvals, type ApprovedCall, isPending, newApprovalId } from '../approvals.js';

/** In this process alone. One approval a call is kept: the last one that was asked for. */
export function createMemoryApprovals(): Approvals {
  const byCall = new Map<string, Approval>();
  const byId = (id: string, principalId: string) =>
    [...byCall.values()].find((approval) => approval.id === id && approval.principalId === principalId) ?? null;
  const openOf = (call: ApprovedCall, now: Date) => {
    const found = byCall.get(keyOf(call));
    return found && found.usedAt === null && now < found.expiresAt ? found : null;
  };
  const put = (approval: Approval) => void byCall.set(keyOf(approval), approval);
  return {
    open: async (call, now) => openOf(call, now),
    async request(call, summary, { now, expiresAt }) {
      const open = openOf(call, now);
      if (open) return open;
      for (const [key, { expiresAt: end }] of byCall) if (end <= now) byCall.delete(key);
      const id = newApprovalId();
      const approval = { ...call, id, summary, decision: null, requestedAt: now, expiresAt, usedAt: null };
      put(approval);
      return approval;
    },
    async take(call, now) {
      const open = openOf(call, now);
      if (!open?.decision) return null;
      put({ ...open, usedAt: now });
      return open.decision;
    },
    find: async (id, principalId) => byId(id, principalId),
    pending: async (principalId, now) =>
      [...byCall.values()].filter((approval) => approval.principalId === principalId && isPending(approval, now)),
    async decide(id, principalId, { decision, now }, also) {
      const found = byId(id, principalId);
      if (!found || !isPending(found, now)) return false;
      put({ ...found, decision });
      try {
        await also?.(undefined);
      } catch (error) {
        put(found);
        throw error;
      }
      return true;
    },
  };
}

function keyOf({ principalId, connectionId, tenantId, tool, argumentHash }: ApprovedCall): string {
  return JSON.stringify([principalId, connectionId, tenantId, tool, argumentHash]);
}
