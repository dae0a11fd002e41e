import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import type { Held } from '../hold-calls.js';
import { sceneFor } from '../right-call.js';
import type { Outcome, Wire } from '../wire.js';
import { isRefusal } from './access.js';

const keys = ['limits.timeoutMs', 'limits.timeoutParameter', 'server.limits.timeoutMs', 'server.errors.TIMEOUT'];

/**
 * A call has the time that is declared, to the millisecond. When it is over, the answer is TIMEOUT although the resolver
 * goes on, and nothing that it did or still does is committed; a composite begins no step any more; a tool that says so
 * answers what it has.
 */
export const proveTimeout: Prover = (subject) => {
  const { tool, scenes } = subject;
  // Whoever asks in the middle of its call is held in other places.
  if (tool.asks || tool.usesClient || tool.output.kind === 'content') return [];
  const [action = null] = scenes.keys();
  const parameter = tool.limits?.timeoutParameter;
  const answers = parameter?.onExpiry === 'answer';
  // One that answers what it has is held at its end, where a composite's steps have been committed already.
  const isCut = !(answers && tool.composes);
  return [
    ...(answers ? [answersInTime(subject, action)] : []),
    ...(isCut ? [timesOut(subject, action)] : []),
    ...(parameter ? [asksForTime(subject, action)] : []),
  ];
};

function timesOut(subject: Subject, action: string | null): Check {
  const limit = limitOf(subject);
  // Without a database there is no transaction that could take back what a resolver did.
  const rollsBack = subject.server.database && !subject.tool.effects?.length;
  return {
    name: `timeout: after ${limit / 1000} seconds the answer is TIMEOUT${rollsBack ? ', and nothing is committed' : ''}`,
    keys,
    needs: ['hold'],
    changes: true,
    async run(bench) {
      const input = await staged(bench, subject, action);
      const before = await bench.running.state();
      const late = subject.tool.limits?.timeoutParameter?.onExpiry === 'answer';
      for (const wire of ['mcp', 'rest'] satisfies Wire[]) {
        const held = bench.hold(subject.tool.name, subject.tool.composes ? 'before' : 'after');
        try {
          const call = start(bench, subject, action, input, wire);
          await reached(held, call);
          assert.deepEqual(held.expire(), [limit]);
          // Who answers what it has got gets a moment for it; nobody else does.
          assert.equal(held.expire().length, late ? 1 : 0);
          const outcome = await call;
          isRefusal(subject, outcome, { code: 'TIMEOUT', gate: 'run', wire });
          const { limit_seconds, effect } = outcome.error?.body ?? {};
          const known = rollsBack ? 'none' : effect;
          assert.deepEqual({ limit_seconds, effect }, { limit_seconds: limit / 1000, effect: known });
        } finally {
          held.release();
        }
      }
      if (rollsBack)
        assert.equal(await bench.running.state(), before, 'What a call did that ran out of time should not stay.');
    },
  };
}

function answersInTime(subject: Subject, action: string | null): Check {
  return {
    name: 'timeout: when the time is over, the answer is what there is',
    keys,
    needs: ['hold'],
    changes: true,
    async run(bench) {
      const input = await staged(bench, subject, action);
      const held = bench.hold(subject.tool.name, 'before');
      try {
        const call = start(bench, subject, action, input);
        await reached(held, call);
        assert.deepEqual(held.expire(), [limitOf(subject)]);
        const { error } = await call;
        assert.equal(error, null, `It should answer and says ${JSON.stringify(error?.body)}.`);
      } finally {
        held.release();
      }
    },
  };
}

function asksForTime(subject: Subject, action: string | null): Check {
  const parameter = subject.tool.limits?.timeoutParameter?.name ?? '';
  return {
    name: `timeout: ${parameter} says how long it may take`,
    keys,
    needs: ['hold'],
    changes: true,
    async run(bench) {
      const input = await staged(bench, subject, action);
      const held = bench.hold(subject.tool.name, 'before');
      try {
        const call = start(bench, subject, action, { ...input, [parameter]: 1 });
        await reached(held, call);
        assert.deepEqual(held.expire(), [1000]);
        await call;
      } finally {
        held.release();
      }
    },
  };
}

/** Milliseconds, where the call itself says nothing. */
function limitOf({ tool, server }: Subject): number {
  const { timeoutParameter, timeoutMs } = tool.limits ?? {};
  return timeoutParameter ? timeoutParameter.default * 1000 : (timeoutMs ?? server.limits.timeoutMs);
}

async function staged(bench: Bench, subject: Subject, action: string | null): Promise<Record<string, unknown>> {
  const parameter = subject.tool.limits?.timeoutParameter?.name ?? '';
  const { [parameter]: _, ...input } = await bench.stage(sceneFor(subject, action));
  return input;
}

function start(
  bench: Bench,
  subject: Subject,
  action: string | null,
  ...[input, wire = 'mcp']: readonly [input: object, wire?: Wire]
): Promise<Outcome> {
  return bench.call({ as: sceneFor(subject, action).as, wire }, subject.tool.name, input);
}

/** Waits until the call is held; fails with what it answers where it never is. */
export async function reached(held: Held, call: Promise<Outcome>): Promise<void> {
  const ended = await Promise.race([held.reached(1).then(() => null), call]);
  assert.equal(ended, null, `The call should still run and has answered ${ended?.raw.slice(0, 300)}`);
}
