import assert from 'node:assert/strict';
import type { Check, Prover } from '../check.js';
import {
  asking,
  type Confirming,
  confirmCheck,
  confirmingOf,
  isAsked,
  stageConfirming,
  stagingKey,
} from '../confirming.js';
import { sceneFor } from '../right-call.js';
import type { Wire } from '../wire.js';
import { proveAgreement } from './confirmation-page.js';
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
      ...(subject.tool.asks ? [] : proveAgreement(asked)),
      ...proveRounds(asked),
    ]),
    ...[...subject.scenes.keys()].flatMap((action) => unasked({ subject, action, when: {} })),
  ];
};

function refused(asked: Confirming): Check[] {
  return (['mcp', 'rest'] satisfies Wire[]).map((wire) => ({
    ...confirmCheck(
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

function dry(asked: Confirming): Check {
  const { tool } = asked.subject;
  return {
    ...confirmCheck(asked, 'nobody is asked about a dry run'),
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
    ...confirmCheck(asked, 'a connection that waives it passes, and the audit says so'),
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
      ...confirmCheck(asked, 'nobody is asked'),
      async run(bench) {
        const staged = await bench.stage(sceneFor(subject, action), stagingKey(tool));
        await bench.succeed({ as, limits: asking }, tool.name, staged);
      },
    },
  ];
}
