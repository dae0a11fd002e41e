import type { AuditRow } from '../../call/audit/audit.js';
import type { Store } from '../../host.js';
import type { SwitchName } from '../switchboard.js';
import { switchesOf } from '../switched-off.js';
import { createMemoryApprovals } from './approvals.js';
import { createMemoryAuditLog } from './audit-log.js';
import { createMemoryCalledTools } from './called-tools.js';
import { createMemoryChanges } from './changes.js';
import { createMemoryClaims } from './claims.js';
import { createMemoryLimiter } from './limiter.js';
import { createMemoryQuotas } from './quotas.js';
import { createMemoryResults } from './results.js';
import { createMemorySessions } from './sessions.js';
import { createMemorySlots } from './slots.js';
import { createMemorySwitchboard } from './switchboard.js';
import { createMemoryUsage } from './usage.js';
import { createMemoryWebSessions } from './web-sessions.js';

/** The rows of the last calls; older ones are forgotten. */
const ROWS_KEPT = 1_000;
/** Nothing that is used once holds for as long as this. */
const DAY_MS = 86_400_000;

export interface MemoryStore extends Store<unknown> {
  /** The newest last. */
  readonly audit: readonly AuditRow[];
  /** As `toolwright writes|tool|server` do it for a database. */
  setSwitch(name: SwitchName, on: boolean): void;
}

/**
 * What the kernel keeps, in this process and no longer than it lives: for trying out and for tests. Throws with
 * NODE_ENV=production.
 */
export function createMemoryStore(environment: NodeJS.ProcessEnv = process.env): MemoryStore {
  if (environment.NODE_ENV === 'production') {
    throw new Error('The memory store forgets its audit. In production give the server a PostgreSQL store.');
  }
  const audit: AuditRow[] = [];
  const used = new Map<string, Date>();
  const changes = createMemoryChanges();
  const { off, ...switchboard } = createMemorySwitchboard(() => changes.tell({ kind: 'switches' }));
  const keep = (row: AuditRow) => {
    audit.push(row);
    if (audit.length > ROWS_KEPT) audit.shift();
  };
  return {
    audit,
    setSwitch: (name, on) => void switchboard.turn(name, on, { principalId: null, user: null, reason: null }),
    async auditInTransaction(_handle, row) {
      keep(row);
    },
    auditLater: keep,
    auditLog: createMemoryAuditLog(() => audit),
    usage: createMemoryUsage(() => audit),
    switches: async () => switchesOf(off()),
    switchboard,
    sessions: createMemorySessions(),
    async useOnce(nonce, until) {
      // Told by what is used now, since whose clock decides is the server's business.
      for (const [old, expires] of used) if (expires.getTime() < until.getTime() - DAY_MS) used.delete(old);
      if (used.has(nonce)) return false;
      used.set(nonce, until);
      return true;
    },
    limiter: createMemoryLimiter(),
    quotas: createMemoryQuotas(),
    slots: createMemorySlots(),
    calledTools: createMemoryCalledTools(),
    claims: createMemoryClaims(),
    approvals: createMemoryApprovals(),
    webSessions: createMemoryWebSessions(),
    results: createMemoryResults(),
    changes,
    async ready() {},
    async close() {},
  };
}
