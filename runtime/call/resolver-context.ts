import type { Context } from '../context.js';
import type { CheckedCall } from './call.js';
import { notifier } from './changes.js';
import { clientOf } from './client-of.js';
import { attemptOf, declaredEffects, effectsOf } from './effects.js';
import { heldPrivileges } from './held-privileges.js';
import { readOutside } from './outside.js';
import { stepsOf } from './sub-call.js';
import type { Work } from './work.js';

/** What a resolver may know and use of its call. */
export function resolverContext(call: CheckedCall, work: Work): Context {
  const { kernel, request, tool } = call;
  const { server, host, now } = kernel;
  const { transaction, systemReasons, deadline } = work;
  const { principal, traceId } = request;
  const held = heldPrivileges(server, principal.active);
  const { database } = host;
  const context = {
    principal,
    context: principal.active.contexts,
    now,
    get signal() {
      return deadline.signal;
    },
    traceId,
    outside: (read: (signal: AbortSignal) => Promise<unknown>) => readOutside(call, work, read),
    may: (privilege: string) => held.has(privilege),
    notify: notifier(call, work),
    ...(tool.dryRun?.by === 'resolver' && { dryRun: call.dryRun }),
    ...(declaredEffects(call).length > 0 && { effects: effectsOf(call, work), attempt: attemptOf(call) }),
    ...(tool.progress && { progress: work.progress.report }),
    ...(tool.asks && { ask: work.asking?.ask }),
    ...(tool.usesClient && { client: clientOf(call, work) }),
    ...(tool.composes && { call: stepsOf(call, work) }),
    ...(database &&
      transaction && {
        db: () => transaction.db(),
        asSystem: async <T>(reason: string, run: (db: unknown) => Promise<T>): Promise<T> => {
          systemReasons.push(reason);
          return database.system(run, await transaction.db());
        },
      }),
  };
  // Whether there is a database, and of what type, is the application's to register: here it is any.
  return context as unknown as Context;
}
