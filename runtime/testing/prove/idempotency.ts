import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Bench } from '../bench.js';
import type { Check, Prover, Sight, Subject } from '../check.js';
import { asking, confirmingOf } from '../confirming.js';
import { otherInput } from '../other-input.js';
import { sceneFor } from '../right-call.js';
import { parameter } from '../rows.js';
import type { Outcome, Wire } from '../wire.js';
import { isRefusal } from './access.js';

/** What an idempotency key promises: one effect and one answer, for one caller and one set of arguments. */
export const proveIdempotency: Prover = (subject) => {
  const name = parameter(subject.tool, 'idempotency_key');
  if (!subject.tool.idempotency || name === null) return [];
  return [...subject.scenes.keys()].flatMap((action) => {
    const keyed = (what: string, keys: readonly string[], needs: readonly Sight[], run: Keyed): Check => ({
      name: `idempotency: ${action === null ? '' : `${action}: `}${what}`,
      keys: ['idempotency', ...keys],
      needs,
      changes: true,
      run: (bench) => run(bench, subject, action, { [name]: randomUUID() }),
    });
    const other = otherInput(subject.tool, action, sceneFor(subject, action).input);
    return [
      keyed('the same key twice has one effect and one answer', ['gate.claim'], ['audit'], oneAnswer),
      keyed('a replay costs nothing', [], ['limits'], costsNothing),
      ...(asks(subject, action) ? [keyed('a replay asks nobody', ['gate.replay'], [], asksNobody)] : []),
      keyed('sent twice at once it runs once', ['gate.claim'], ['audit', 'hold'], runsOnce),
      ...(other ? [keyed('other arguments are a conflict', ['server.errors.CONFLICT'], [], conflicts)] : []),
      ...(anotherMay(subject, action) ? [keyed("another's key is another key", [], ['audit'], ownKey)] : []),
    ];
  });
};

type Keyed = (
  bench: Bench,
  subject: Subject,
  action: string | null,
  key: Readonly<Record<string, string>>,
) => Promise<void>;

const oneAnswer: Keyed = async (bench, subject, action, key) => {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const input = { ...(await bench.stage(scene)), ...key };
  const first = await bench.succeed({ as: scene.as }, tool.name, input);
  const after = await bench.running.state();
  const second = await bench.call({ as: scene.as }, tool.name, input);
  assert.equal(await bench.running.state(), after, 'The second call changed the state again.');
  if (second.error && lostContext(subject, second)) return;
  assert.equal(second.error, null, `The second call should be answered as the first and is told ${second.raw}`);
  assert.deepEqual(second.value, first.value, 'The second answer should be the first.');
  assert.deepEqual(await replays(bench, [first.traceId, second.traceId]), [false, true]);
};

const costsNothing: Keyed = async (bench, subject, action, key) => {
  const scene = sceneFor(subject, action);
  const input = { ...(await bench.stage(scene)), ...key };
  await bench.succeed({ as: scene.as }, subject.tool.name, input);
  const used = await bench.limits().used(scene.as);
  const again = await bench.call({ as: scene.as }, subject.tool.name, input);
  assert.ok(again.error === null || lostContext(subject, again), `A replay should be answered: ${again.raw}`);
  assert.equal(await bench.limits().used(scene.as), used, 'A replay should not be charged.');
};

const asksNobody: Keyed = async (bench, subject, action, key) => {
  const { tool } = subject;
  const { as } = sceneFor(subject, action);
  const when = confirmingOf(subject).find((asked) => asked.action === action)?.when;
  const input = { ...(await bench.stage(sceneFor(subject, action))), ...when, ...key };
  await bench.succeed({ as }, tool.name, input);
  const again = await bench.callUnasked({ as, limits: asking }, tool.name, input);
  assert.ok(again.error === null || lostContext(subject, again), `A replay should ask nobody: ${again.raw}`);
};

function asks(subject: Subject, action: string | null): boolean {
  return confirmingOf(subject).some((asked) => asked.action === action);
}

const runsOnce: Keyed = async (bench, subject, action, key) => {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const input = { ...(await bench.stage(scene)), ...key };
  const held = bench.hold(tool.name, 'before');
  const both = [1, 2].map(() => bench.succeed({ as: scene.as }, tool.name, input));
  await held.reached(1);
  held.release();
  const [one, two] = await Promise.all(both);
  assert.ok(one && two);
  assert.deepEqual(two.value, one.value, 'Both answers should be the same.');
  const replayed = await replays(bench, [one.traceId, two.traceId]);
  assert.deepEqual(replayed.toSorted(), [false, true], 'One of the two should have run.');
};

const conflicts: Keyed = async (bench, subject, action, key) => {
  const { tool } = subject;
  const scene = sceneFor(subject, action);
  const input = { ...(await bench.stage(scene)), ...key };
  await bench.succeed({ as: scene.as }, tool.name, input);
  const after = await bench.running.state();
  const other = otherInput(tool, action, input);
  for (const wire of ['mcp', 'rest'] satisfies Wire[]) {
    const outcome = await bench.call({ as: scene.as, wire }, tool.name, other);
    isRefusal(subject, outcome, { code: 'CONFLICT', gate: 'claim', wire });
    assert.equal(outcome.error?.body.in_progress, undefined, 'Nothing is running.');
  }
  assert.equal(await bench.running.state(), after, 'A conflict should change nothing.');
};

const ownKey: Keyed = async (bench, subject, action, key) => {
  const scene = sceneFor(subject, action);
  const input = { ...(await bench.stage(scene)), ...key };
  await bench.succeed({ as: scene.as }, subject.tool.name, input);
  const as = anotherMay(subject, action) ?? '';
  const outcome = await bench.call({ as }, subject.tool.name, input);
  assert.notEqual(outcome.error?.code, 'CONFLICT', "Another caller's key should not be in the way.");
  assert.deepEqual(await replays(bench, [outcome.traceId]), [false], "Another caller's answer was told.");
};

/** Whether the call was turned away because its own first try has taken away what it works in: answers are for members. */
function lostContext({ server, tool }: Subject, { error }: Outcome): boolean {
  return tool.context !== null && error?.code === server.contexts[tool.context]?.error;
}

/** Another principal whom the access lock lets through. */
function anotherMay(subject: Subject, action: string | null): string | undefined {
  const { as } = sceneFor(subject, action);
  const access = subject.access.get(action) ?? new Map();
  return [...access].find(([principal, { allowed }]) => allowed && principal !== as)?.[0];
}

/** By trace, whether the call was answered with what an earlier one had answered. */
function replays(bench: Bench, traceIds: readonly string[]): Promise<readonly (boolean | undefined)[]> {
  return Promise.all(
    traceIds.map(async (traceId) => {
      const rows = (await bench.audit(traceId)).filter(({ parentId }) => parentId === null);
      return rows.at(-1)?.replayed;
    }),
  );
}
