import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import type { Wire } from '../wire.js';
import { isRefusal } from './access.js';
import { reached } from './timeout.js';

/** What a resolver might have in hand when it fails, and nobody but the log may learn. */
const why = 'duplicate key value: (ada@example.com)';

interface Fault {
  readonly name: string;
  readonly code: string;
  readonly gate: string;
  readonly ends: () => unknown;
}

const faults: readonly Fault[] = [
  {
    name: 'a resolver that throws is INTERNAL_ERROR, which says no more',
    code: 'INTERNAL_ERROR',
    gate: 'run',
    ends() {
      throw new Error(why);
    },
  },
  {
    name: 'an answer that is not the declared one is OUTPUT_INVALID, and withheld',
    code: 'OUTPUT_INVALID',
    gate: 'output',
    ends: () => why,
  },
];

/** Whatever goes wrong inside is told in the table's words with the trace id; what it had written is not kept. */
export const proveUnexpected: Prover = (subject) => {
  const { tool, server, scenes } = subject;
  // What has been done outside, or by steps that commit by themselves, has proofs of its own.
  const rollsBack = (server.database || tool.writeMode === 'read') && !tool.effects?.length && !tool.composes?.length;
  if (!rollsBack || tool.asks || tool.usesClient || tool.output.kind === 'content') return [];
  const [action = null] = scenes.keys();
  return faults.map((fault) => unexpected(subject, action, fault));
};

function unexpected(subject: Subject, action: string | null, { name, code, gate, ends }: Fault): Check {
  return {
    name: `unexpected: ${name}`,
    keys: [`gate.${gate}`, `server.errors.${code}`],
    needs: ['hold'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      const before = await bench.running.state();
      for (const wire of ['mcp', 'rest'] satisfies Wire[]) {
        const held = bench.hold(subject.tool.name, 'after');
        try {
          const call = bench.call({ as: scene.as, wire }, subject.tool.name, input);
          await reached(held, call);
          held.release(ends);
          const outcome = await call;
          isRefusal(subject, outcome, { code, gate, wire, facts: { trace_id: outcome.traceId } });
          assert.ok(!outcome.raw.includes(why), outcome.raw);
        } finally {
          held.release();
        }
      }
      assert.equal(await bench.running.state(), before, 'What a failed call had written should not stay.');
    },
  };
}
