import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';

/** What is answered for each item stands beside the items: as many, in their order. */
export const proveOutcomes: Prover = (subject) => {
  const { output } = subject.tool;
  if (output.kind !== 'outcomes') return [];
  return [...subject.scenes.keys()].map((action) => perItem(subject, action, output.per));
};

function perItem(subject: Subject, action: string | null, per: string): Check {
  return {
    name: `outcomes: ${action === null ? '' : `${action}: `}one for each of '${per}', in order`,
    keys: ['output', 'output.per', 'output.value'],
    changes: true,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const input = await bench.stage(scene);
      const { value } = await bench.succeed({ as: scene.as }, subject.tool.name, input);
      const results = isRecord(value) && Array.isArray(value.results) ? value.results : [];
      assert.deepEqual(
        results.map(({ item }) => item),
        input[per],
      );
      for (const { status, error } of results) {
        if (status === 'failed') assert.ok(error, 'A failure should say why.');
      }
    },
  };
}
