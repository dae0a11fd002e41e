import type { Knex } from 'knex';
import { forgetOldSessions } from '../../auth/connection-state.js';
import type { Store } from '../../host.js';
import { type AuditSink, feedSinks, ofCall } from '../audit-sink.js';
import type { Limiter } from '../limiter.js';
import { createPostgresApprovals, forgetEndedApprovals } from './approvals.js';
import { createPostgresArtifacts, forgetExpiredArtifacts } from './artifacts.js';
import { createPostgresAuditLog } from './audit-log.js';
import { AUDIT_CHANNEL, forgetFromCommands, takeFromCommands } from './audit-of-commands.js';
import { maintainAuditPartitions } from './audit-partitions.js';
import { createAuditQueue } from './audit-queue.js';
import { insertAudit } from './audit-record.js';
import { createPostgresCalledTools, forgetOldCalls } from './called-tools.js';
import { createPostgresChanges } from './changes.js';
import { createPostgresClaims, forgetExpiredClaims } from './claims.js';
import { createPostgresConnections } from './connections.js';
import { createPostgresLimiter, forgetEndedWindows } from './limiter.js';
import type { Notices } from './notices.js';
import { createPostgresQuotas, forgetOldUse } from './quotas.js';
import { createPostgresResults, forgetExpiredResults } from './results.js';
import { createPostgresRoles } from './roles.js';
import { createPostgresSessions, forgetLostSessions } from './sessions.js';
import { createPostgresSlots } from './slots.js';
import { createPostgresSwitchboard, createSwitchReader } from './switches.js';
import { watchUnknownCallers } from './unknown-callers.js';
import { createPostgresUsage } from './usage.js';
import { forgetUsedNonces, useOnce } from './use-once.js';
import { createPostgresWebSessions, forgetEndedWebSessions } from './web-sessions.js';

export interface PostgresStoreOptions {
  /** Of the user who migrated. Closed with the store. */
  readonly knex: Knex;
  /** Closed with the store; it must listen to all of `CHANNELS`. */
  readonly notices: Notices;
  /** Gets what went wrong behind a call's back, for the log; the work is tried again. */
  readonly onError: (error: Error) => void;
  readonly now?: () => Date;
  /** In the place of the one in this database: `noLimiter`, or one on another store. */
  readonly limiter?: Limiter;
  /** What gets every row of the audit as well, once it is durable. */
  readonly auditSinks?: readonly AuditSink[];
}

const UPKEEP_EVERY_MS = 3_600_000;

/** What the kernel keeps, in the schema `toolwright` of a migrated database. */
export function createPostgresStore(options: PostgresStoreOptions): Store<Knex.Transaction> {
  const { knex, notices, onError, now = () => new Date(), auditSinks = [] } = options;
  const feed = feedSinks(auditSinks, onError);
  const queue = createAuditQueue({ knex, onError, onDurable: feed.add });
  const unknown = watchUnknownCallers((record) => queue.add(record), now);
  const duties: readonly (() => Promise<unknown>)[] = [
    () => maintainAuditPartitions(knex, now()),
    () => forgetOldSessions(knex),
    () => forgetLostSessions(knex),
    () => forgetUsedNonces(knex),
    () => forgetOldCalls(knex, now()),
    () => forgetEndedWindows(knex),
    () => forgetOldUse(knex),
    () => forgetExpiredClaims(knex, now()),
    () => forgetEndedApprovals(knex, now()),
    () => forgetEndedWebSessions(knex, now()),
    () => forgetExpiredArtifacts(knex, now()),
    () => forgetExpiredResults(knex, now()),
    () => forgetFromCommands(knex, now()),
    ...(auditSinks.length > 0 ? [() => takeFromCommands(knex, feed.add)] : []),
  ];
  let upkeep = Promise.resolve();
  const keepUp = () => {
    // One after another, on one connection; what fails is told, tried again in an hour, and holds up none of the others.
    for (const duty of duties) upkeep = upkeep.then(duty).then(() => {}, onError);
  };
  const timer = setInterval(keepUp, UPKEEP_EVERY_MS);
  timer.unref();
  keepUp();
  if (auditSinks.length > 0) {
    notices.on(AUDIT_CHANNEL, () => {
      upkeep = upkeep.then(() => takeFromCommands(knex, feed.add)).then(() => {}, onError);
    });
  }

  return {
    async auditInTransaction(handle, row) {
      const record = ofCall(row);
      await insertAudit(handle, [record]);
      // What is rolled back was never there.
      handle.executionPromise.then(
        () => feed.add(record),
        () => {},
      );
    },
    auditLater: (row) => queue.add(ofCall(row)),
    auditUnauthenticated: (refusal) => unknown.note(refusal),
    switches: createSwitchReader(knex, notices),
    switchboard: createPostgresSwitchboard(knex),
    changes: createPostgresChanges(knex, notices),
    sessions: createPostgresSessions(knex),
    useOnce: (nonce, until) => useOnce(knex, nonce, until),
    limiter: options.limiter ?? createPostgresLimiter(knex),
    quotas: createPostgresQuotas(knex),
    slots: createPostgresSlots(knex),
    calledTools: createPostgresCalledTools(knex, now),
    claims: createPostgresClaims(knex, notices, now),
    approvals: createPostgresApprovals(knex),
    connections: createPostgresConnections(knex, now),
    auditLog: createPostgresAuditLog(knex),
    usage: createPostgresUsage(knex),
    artifacts: createPostgresArtifacts(knex),
    roles: createPostgresRoles(knex),
    webSessions: createPostgresWebSessions(knex),
    results: createPostgresResults(knex),
    async ready() {
      try {
        await knex.raw('SELECT 1 FROM toolwright.migration LIMIT 1');
      } catch (error) {
        throw new Error(
          `The database does not answer as it should: ${(error as Error).message}. Is it up and migrated?`,
        );
      }
    },
    async close() {
      clearInterval(timer);
      unknown.close();
      await upkeep;
      await queue.close();
      await feed.close();
      await notices.close();
      await knex.destroy();
    },
  };
}
