import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Sight, Subject } from '../check.js';
import { willing } from '../person.js';
import { sceneFor } from '../right-call.js';
import { callOnce, type OnceCalled, type Round, repliesOf } from '../rounds.js';
import { formOf, type Scene } from '../scene.js';
import type { Sent } from '../wire.js';

interface Asking {
  readonly scene: Scene;
  readonly sent: Sent;
  readonly round: Round;
}

/** The state that a client carries from one round to the next: for this call, this caller, once, and for ten minutes. */
export function statesChecks(subject: Subject): readonly Check[] {
  const refused = (name: string, send: (bench: Bench, asking: Asking) => Promise<OnceCalled>, needs: Sight[] = []) => ({
    name: `asks: a request state ${name} is refused`,
    keys: ['asks', 'server.errors.INVALID_REQUEST_STATE'],
    ...(needs.length > 0 && { needs }),
    changes: true as const,
    run: async (bench: Bench) => isRefused(subject, await send(bench, await begin(bench, subject))),
  });
  return [
    refused('that was changed', (bench, { sent, round }) =>
      again(bench, sent, { ...round, state: `${round.state.slice(0, -2)}AA` }),
    ),
    refused('that was used', async (bench, { sent, round }) => {
      const first = await again(bench, sent, round);
      assert.notEqual(first.outcome?.error?.code, 'INVALID_REQUEST_STATE', first.outcome?.raw);
      return again(bench, sent, round);
    }),
    ...otherArguments(subject).map((input) =>
      refused('of other arguments', (bench, { sent, round }) => again(bench, { ...sent, arguments: input }, round)),
    ),
    refused('of another connection', async (bench, { scene, sent, round }) =>
      again(bench, { ...sent, key: await bench.running.key(scene.as, { scopes: ['mcp:write', 'mcp:read'] }) }, round),
    ),
    refused(
      'that has expired',
      async (bench, { sent, round }) => {
        bench.running.clock?.(new Date(Date.now() + 600_001));
        try {
          return await again(bench, sent, round);
        } finally {
          bench.running.clock?.(null);
        }
      },
      ['clock'],
    ),
  ];
}

async function begin(bench: Bench, subject: Subject): Promise<Asking> {
  const scene = sceneFor(subject, null);
  const key = await bench.running.key(scene.as);
  const sent = { tool: subject.tool.name, arguments: await bench.stage(scene), key };
  const { round, outcome } = await callOnce(bench.running.url, sent);
  assert.ok(round, `The call should ask and ends: ${outcome?.raw}`);
  return { scene, sent, round };
}

function again(bench: Bench, sent: Sent, round: Round): Promise<OnceCalled> {
  return callOnce(bench.running.url, sent, { state: round.state, replies: repliesOf(round, willing) });
}

/** The right call with another text in it, where it takes a free text. */
function otherArguments({ tool, scenes }: Subject): readonly object[] {
  const scene = scenes.get(null);
  if (!scene) return [];
  const input = formOf(tool, scene);
  const free = Object.entries(tool.input.properties ?? {}).find(
    ([name, { type, enum: values, pattern, format }]) =>
      type === 'string' && !values && !pattern && !format && typeof input[name] === 'string',
  );
  return free ? [{ ...input, [free[0]]: `${String(input[free[0]])}!` }] : [];
}

function isRefused({ server }: Subject, { outcome }: OnceCalled): void {
  const declared = server.errors.INVALID_REQUEST_STATE;
  assert.ok(outcome?.error, 'The state should be refused, and the call goes on.');
  const { code, channel, rpc } = outcome.error;
  assert.deepEqual({ code, channel, rpc }, { code: 'INVALID_REQUEST_STATE', channel: 'rpc', rpc: declared?.rpc });
}
