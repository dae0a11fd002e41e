import { createHash } from 'node:crypto';
import type { Attempt, EffectCall } from '../context.js';
import type { CheckedCall } from './call.js';
import { announceChanges } from './changes.js';
import type { Work } from './work.js';

type Run = (client: unknown, call: EffectCall) => Promise<unknown>;
type Effect = (run: Run) => Promise<unknown>;

/** `ctx.effects`: the declared effects of the call, which happen one after another, however they are begun. */
export function effectsOf(call: CheckedCall, work: Work): { readonly [name: string]: Effect } {
  let step = 0;
  let last: Promise<unknown> = Promise.resolve();
  const effect = (name: string): Effect => {
    return (run) => {
      step += 1;
      const key = attemptKey(call, step, name);
      const turn = last.then(() => perform(call, work, name, (client, of) => run(client, { ...of, key })));
      last = turn.catch(() => {});
      return turn;
    };
  };
  return Object.fromEntries(declaredEffects(call).map((name) => [name, effect(name)]));
}

/** Of a tool with actions, its own are those of all of them together, for its annotations. */
export function declaredEffects({ tool, action }: CheckedCall): readonly string[] {
  return (action === null ? tool : tool.actions?.[action])?.effects ?? [];
}

export function attemptOf(call: CheckedCall): Attempt {
  return { id: attemptKey(call), again: call.claim?.again ?? false };
}

/** The same for the same part of the same claimed call, whoever tries it; without a claim, of this call alone. */
function attemptKey({ claim, auditId }: CheckedCall, ...part: readonly (string | number)[]): string {
  const parts = JSON.stringify([claim?.id ?? auditId, ...part]);
  return createHash('sha256').update(parts).digest('base64url');
}

async function perform(
  call: CheckedCall,
  work: Work,
  name: string,
  run: (client: unknown, call: Omit<EffectCall, 'key'>) => Promise<unknown>,
): Promise<unknown> {
  const { kernel, tool, claim } = call;
  if (call.dryRun) {
    throw new Error(`'${tool.name}' is in a dry run and would have the effect '${name}': answer what it would do.`);
  }
  const clients = (kernel.host.effects ?? {}) as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(clients, name)) throw new Error(`No client has the effect '${name}'. Put one in host.effects.`);
  await begin(call, work);
  return run(clients[name], { again: claim?.again ?? false, signal: work.deadline.signal });
}

/**
 * Before anything leaves: the caller still may (the opening check), the claim is still this attempt's and is marked as
 * having had effects, and what the resolver wrote so far is committed. From then on a crash leaves a claim that says so:
 * whoever sends the call again takes it over, with `again` and the same keys. What was committed has no audit row until
 * that attempt answers.
 */
async function begin(call: CheckedCall, work: Work): Promise<void> {
  work.deadline.signal.throwIfAborted();
  if (work.over) throw new Error('The call has ended. Await the effects that you begin.');
  if (!work.reached) {
    const handle = await work.transaction?.db();
    if (call.claim) await call.kernel.host.store.claims.reach(call.claim.token, handle);
  }
  const tell = await announceChanges(call, work);
  await work.transaction?.commitSoFar();
  await tell();
  work.reached = true;
}
