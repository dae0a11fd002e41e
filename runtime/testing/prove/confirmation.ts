import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover } from '../check.js';
import {
  asking,
  type Confirming,
  confirmingOf,
  isAsked,
  otherInput,
  stageConfirming,
  stagingKey,
} from '../confirming.js';
import { sceneFor } from '../right-call.js';
import type { Wire } from '../wire.js';
import { isRefusal } from './access.js';
import { proveRounds } from './confirmation-rounds.js';

/**
 * A person has to agree, once, to this very call, before it runs; and nobody is asked about any other. Connections that
 * waive it, as those of all other proofs do, show in the audit.
 */
export const proveConfirmation: Prover = (subject) => {
  const confirming = confirmingOf(subject);
  return [
    ...confirming.flatMap((asked) => [
      ...refused(asked),
      waived(asked),
      ...(subject.tool.dryRun ? [dry(asked)] : []),
      ...(subject.tool.asks ? [] : [agreed(asked), declined(asked), others(asked), ...otherArguments(asked)]),
      ...proveRounds(asked),
    ]),
    ...[...subject.scenes.keys()].flatMap((action) => unasked({ subject, action, when: {} })),
  ];
};

function base({ subject, action }: Confirming, name: string, error?: string): Pick<Check, 'name' | 'keys' | 'changes'> {
  const of = action === null ? '' : `${action}: `;
  const own = action === null ? [] : [`actions.${action}.confirm`];
  const condition = typeof subject.tool.confirm === 'object' ? ['confirm.when'] : [];
  const told = error === undefined ? [] : [`server.errors.${error}`];
  const keys = ['confirm', ...condition, ...own, 'gate.confirmation', ...told];
  return { name: `confirm: ${of}${name}`, keys, changes: true };
}

function refused(asked: Confirming): Check[] {
  return (['mcp', 'rest'] satisfies Wire[]).map((wire) => ({
    ...base(
      asked,
      `to what nobody agreed is refused, and the same question asked again (${wire})`,
      'CONFIRMATION_REQUIRED',
    ),
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      const before = await bench.running.state();
      const [first, second] = [
        await bench.callUnasked({ ...caller, wire }, asked.subject.tool.name, input),
        await bench.callUnasked({ ...caller, wire }, asked.subject.tool.name, input),
      ];
      isAsked(asked, first, wire);
      assert.deepEqual(second.error?.body, first.error?.body, 'The same call should get the same question.');
      assert.equal(await bench.running.state(), before, 'The call was refused and has changed the state.');
    },
  }));
}

function agreed(asked: Confirming): Check {
  return {
    ...base(asked, 'agreed to, it passes once'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      await callAndAnswer(bench, asked, { caller, input, decision: 'approved' });
      await passes(() => bench.callUnasked(caller, asked.subject.tool.name, input));
      await staysRefused(bench, () => bench.callUnasked(caller, asked.subject.tool.name, input));
    },
  };
}

function declined(asked: Confirming): Check {
  return {
    ...base(asked, 'declined, it is told so', 'DECLINED'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      await callAndAnswer(bench, asked, { caller, input, decision: 'declined' });
      const outcome = await bench.callUnasked({ ...caller, wire: 'rest' }, asked.subject.tool.name, input);
      isRefusal(asked.subject, outcome, { code: 'DECLINED', gate: 'confirmation', wire: 'rest' });
      isAsked(asked, await bench.callUnasked(caller, asked.subject.tool.name, input));
    },
  };
}

/** What was agreed to on another connection, or by somebody else, is not this call. */
function others(asked: Confirming): Check {
  const { subject, action } = asked;
  return {
    ...base(asked, 'another connection’s agreement, and another principal’s, do not count'),
    needs: ['approve'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      const { name } = subject.tool;
      const { url: own } = (await bench.callUnasked(caller, name, input)).error?.body ?? {};
      for (const stranger of Object.keys(subject.server.principals).filter((as) => as !== caller.as)) {
        const answered = await bench.approve(String(own), { as: stranger, decision: 'approved' });
        assert.equal(answered, false, `${stranger} can answer for ${caller.as}.`);
      }
      const elsewhere = { ...caller, limits: { ...asking, tools: [name] } };
      await callAndAnswer(bench, asked, { caller: elsewhere, input, decision: 'approved' });
      const [other] =
        [...(subject.access.get(action) ?? [])].find(([as, { allowed }]) => allowed && as !== caller.as) ?? [];
      if (other !== undefined) {
        // Where this call is none that the other may make, there is nothing to agree to.
        const { url } = (await bench.callUnasked({ as: other, limits: asking }, name, input)).error?.body ?? {};
        if (typeof url === 'string') await bench.approve(url, { as: other, decision: 'approved' });
      }
      await staysRefused(bench, () => bench.callUnasked(caller, name, input));
      await passes(() => bench.callUnasked(elsewhere, name, input));
    },
  };
}

function otherArguments(asked: Confirming): Check[] {
  const { input } = sceneFor(asked.subject, asked.action);
  if (otherInput(asked, input) === null) return [];
  return [
    {
      ...base(asked, 'what was agreed to of other arguments does not count'),
      needs: ['approve'],
      async run(bench) {
        const { caller, input } = await stageConfirming(bench, asked);
        await callAndAnswer(bench, asked, { caller, input, decision: 'approved' });
        const other = otherInput(asked, input);
        await staysRefused(bench, () => bench.callUnasked(caller, asked.subject.tool.name, other));
        await passes(() => bench.callUnasked(caller, asked.subject.tool.name, input));
      },
    },
  ];
}

function dry(asked: Confirming): Check {
  const { tool } = asked.subject;
  return {
    ...base(asked, 'nobody is asked about a dry run'),
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      const outcome = await bench.call(caller, tool.name, { ...input, [tool.dryRun?.parameter ?? '']: true });
      assert.equal(
        outcome.error,
        null,
        `A dry run should ask nobody and answers ${JSON.stringify(outcome.error?.body)}.`,
      );
    },
  };
}

function waived(asked: Confirming): Check {
  return {
    ...base(asked, 'a connection that waives it passes, and the audit says so'),
    needs: ['audit'],
    async run(bench) {
      const { caller, input } = await stageConfirming(bench, asked);
      const { traceId } = await bench.succeed({ as: caller.as }, asked.subject.tool.name, input);
      const rows = await bench.audit(traceId);
      const told = rows.some(({ outcome, facts }) => outcome === 'ok' && facts.includes('confirmation waived'));
      assert.ok(told, 'The audit should say that nobody was asked because the connection waives it.');
    },
  };
}

/** Of an operation that asks nobody, or only on a condition which its scene does not meet. */
function unasked(asked: Confirming): Check[] {
  const { subject, action } = asked;
  const { tool } = subject;
  const { input, as } = sceneFor(subject, action);
  const { writeMode, confirm: own } =
    action === null ? { ...tool, confirm: tool.confirm === true } : { ...tool.actions?.[action] };
  const when = typeof tool.confirm === 'object' ? Object.entries(tool.confirm.when) : null;
  const meets = when?.every(
    ([name, value]) => (input[name] ?? tool.input.properties?.[name]?.default ?? null) === value,
  );
  if (writeMode === 'read' || own || meets) return [];
  return [
    {
      ...base(asked, 'nobody is asked'),
      async run(bench) {
        const staged = await bench.stage(sceneFor(subject, action), stagingKey(tool));
        await bench.succeed({ as, limits: asking }, tool.name, staged);
      },
    },
  ];
}

interface Answer {
  readonly caller: { readonly as: string; readonly limits: object };
  readonly input: Readonly<Record<string, unknown>>;
  readonly decision: 'approved' | 'declined';
}

/** Has the call ask, and its principal answer. */
async function callAndAnswer(bench: Bench, asked: Confirming, { caller, input, decision }: Answer): Promise<void> {
  const outcome = await bench.callUnasked(caller, asked.subject.tool.name, input);
  isAsked(asked, outcome);
  const url = String(outcome.error?.body.url);
  assert.ok(await bench.approve(url, { as: caller.as, decision }), `${caller.as} cannot answer at ${url}.`);
}

async function passes(call: () => ReturnType<Bench['callUnasked']>): Promise<void> {
  const { error } = await call();
  assert.equal(error, null, `It was agreed to and answers ${JSON.stringify(error?.body)}.`);
}

/** Whatever says no: the gate, or what has become of the state. */
async function staysRefused(bench: Bench, call: () => ReturnType<Bench['callUnasked']>): Promise<void> {
  const before = await bench.running.state();
  const outcome = await call();
  assert.ok(outcome.error, `Nobody agreed to this and it answers ${outcome.raw.slice(0, 300)}`);
  assert.equal(await bench.running.state(), before, 'The call was refused and has changed the state.');
}
