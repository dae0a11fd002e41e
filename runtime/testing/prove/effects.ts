import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { type Fault, type Faults, faultKinds } from '../faults.js';
import { sceneFor } from '../right-call.js';
import { parameter } from '../rows.js';
import type { Outcome } from '../wire.js';

/**
 * Whatever becomes of an outward effect, sending the call again with its key finishes it, and the effect has been had
 * exactly once.
 */
export const proveEffects: Prover = (subject) => {
  const { tool } = subject;
  const name = parameter(tool, 'idempotency_key');
  if (!tool.idempotency || name === null) return [];
  return [...subject.scenes.keys()].flatMap((action) => {
    const { effects = [] } = (action === null ? tool : tool.actions?.[action]) ?? {};
    return effects.flatMap((effect) =>
      faultKinds.map(
        (fault): Check => ({
          name: `effects: ${action === null ? '' : `${action}: `}${effect} ${fault}`,
          keys: ['effects', 'idempotency', ...(action === null ? [] : [`actions.${action}.effects`])],
          needs: ['faults', 'hold'],
          changes: true,
          run: (bench) => finishes(bench, subject, action, { effect, fault, key: { [name]: randomUUID() } }),
        }),
      ),
    );
  });
};

interface Trouble {
  readonly effect: string;
  readonly fault: Fault;
  readonly key: Readonly<Record<string, string>>;
}

async function finishes(bench: Bench, subject: Subject, action: string | null, trouble: Trouble): Promise<void> {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const faults = bench.faults();
  const input = { ...(await bench.stage(scene)), ...trouble.key };
  const before = faults.had(trouble.effect);

  const failed = await firstTry(bench, trouble, faults, () => bench.call({ as: scene.as }, tool.name, input));
  const code = trouble.fault === 'hangs' ? 'TIMEOUT' : 'INTERNAL_ERROR';
  assert.equal(failed.error?.code, code, `It should fail and answers ${failed.raw.slice(0, 300)}`);
  if (code === 'TIMEOUT') assert.equal(failed.error?.body.effect, 'unknown', 'Nobody knows what has become of it.');

  const { value } = await bench.succeed({ as: scene.as }, tool.name, input);
  assert.equal(faults.had(trouble.effect) - before, 1, `The effect '${trouble.effect}' should be had once.`);
  const again = await bench.succeed({ as: scene.as }, tool.name, input);
  assert.deepEqual(again.value, value, 'The third answer should be the second.');
  assert.equal(faults.had(trouble.effect) - before, 1, 'And not once more.');
}

/** The call whose effect goes wrong; where its service hangs, until the call's time is over. */
async function firstTry(
  bench: Bench,
  { effect, fault }: Trouble,
  faults: Faults,
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  const arrived = faults.next(effect, fault);
  const sent = send();
  // A call that never comes as far answers, and tells so.
  await Promise.race([arrived, sent]);
  if (fault === 'hangs') bench.expire();
  return sent;
}
