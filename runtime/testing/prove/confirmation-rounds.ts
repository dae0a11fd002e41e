import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check } from '../check.js';
import { asking, type Confirming, otherInput, stageConfirming } from '../confirming.js';
import { type PersonsReply, willing } from '../person.js';
import type { KeyLimits } from '../provide-server.js';
import { callOnce, type Resent, type Round, repliesOf } from '../rounds.js';
import type { Outcome } from '../wire.js';
import { isRefusal } from './access.js';

const accept: PersonsReply = { action: 'accept', content: {} };

/** The same over 2026-07-28: the client puts the question, and sends the call again with the reply and a sealed state. */
export function proveRounds(asked: Confirming): Check[] {
  const { subject, action } = asked;
  const of = action === null ? '' : `${action}: `;
  const check = (name: string, errors: readonly string[], run: (client: AskedClient) => Promise<void>): Check => ({
    name: `confirm: ${of}${name} (2026-07-28)`,
    keys: [
      ...['confirm', 'gate.confirmation', ...(action === null ? [] : [`actions.${action}.confirm`])],
      ...errors.map((code) => `server.errors.${code}`),
    ],
    changes: true,
    run: async (bench) => run(await openClient(bench, asked)),
  });
  return [
    check('accepted, it passes once', [], async (client) => {
      const passed = await client.send(client.reply(accept));
      assert.equal(passed.error, null, `It was agreed to and answers ${JSON.stringify(passed.error?.body)}.`);
      await client.isRefused(client.reply(accept));
    }),
    ...(['decline', 'cancel'] as const).map((reply) =>
      check(`after '${reply}' it is told that the person declined`, ['DECLINED'], async (client) => {
        const outcome = await client.isRefused(client.reply({ action: reply }));
        isRefusal(subject, outcome, { code: 'DECLINED', gate: 'confirmation', wire: 'mcp' });
      }),
    ),
    check(
      'a state that was changed, or is another connection’s or of other arguments, is refused',
      ['INVALID_REQUEST_STATE'],
      async (client) => {
        const accepted = client.reply(accept);
        const { state = '' } = accepted;
        const changed = `${state.slice(0, -4)}${state.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
        const other = otherInput(asked, client.input);
        for (const outcome of [
          await client.isRefused({ ...accepted, state: changed }),
          await client.isRefused(accepted, { limits: { ...asking, tools: [subject.tool.name] } }),
          ...(other === null ? [] : [await client.isRefused(accepted, { input: other })]),
        ]) {
          isRefusal(subject, outcome, { code: 'INVALID_REQUEST_STATE', gate: 'confirmation', wire: 'mcp' });
        }
      },
    ),
  ];
}

interface Changes {
  readonly limits?: KeyLimits;
  readonly input?: Readonly<Record<string, unknown>>;
}

/** A client whose call has come back with the question. */
interface AskedClient {
  readonly input: Readonly<Record<string, unknown>>;
  /** What is sent with a reply. */
  reply(reply: PersonsReply): Resent;
  /** The call again, to its end; whatever else is asked then is answered willingly. */
  send(resent: Resent, changes?: Changes): Promise<Outcome>;
  /** The same, and it has to be refused and change nothing. */
  isRefused(resent: Resent, changes?: Changes): Promise<Outcome>;
}

async function openClient(bench: Bench, asked: Confirming): Promise<AskedClient> {
  const { name: tool, title } = asked.subject.tool;
  const { caller, input } = await stageConfirming(bench, asked);
  const call = async (resent: Resent, { limits = caller.limits, input: sent = input }: Changes = {}) =>
    callOnce(bench.running.url, { tool, arguments: sent, key: await bench.running.key(caller.as, limits) }, resent);
  const before = await bench.running.state();
  const round = askedOf(await call({}), title);
  assert.equal(await bench.running.state(), before, 'The call only asked and has changed the state.');

  const send: AskedClient['send'] = async (resent, changes) => {
    let once = await call(resent, changes);
    while (once.round) once = await call({ state: once.round.state, replies: repliesOf(once.round, willing) }, changes);
    return once.outcome;
  };
  return {
    input,
    send,
    reply: (reply) => ({ state: round.state, replies: repliesOf(round, () => reply) }),
    async isRefused(resent, changes) {
      const standing = await bench.running.state();
      const outcome = await send(resent, changes);
      assert.ok(outcome.error, `Nobody agreed to this and it answers ${outcome.raw.slice(0, 300)}`);
      assert.equal(await bench.running.state(), standing, 'The call was refused and has changed the state.');
      return outcome;
    },
  };
}

/** One question, that says what is to be agreed to and has nothing to fill in. */
function askedOf({ round, outcome }: Awaited<ReturnType<typeof callOnce>>, title: string): Round {
  assert.ok(round, `A person should be asked, and the answer is ${outcome?.raw.slice(0, 300)}`);
  const [question, ...more] = round.asked;
  assert.ok(question?.message.includes(title), 'The question should say what is to be agreed to.');
  assert.deepEqual([more, question?.schema.properties], [[], {}], 'To accept should be the whole answer.');
  return round;
}
