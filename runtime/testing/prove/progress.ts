import assert from 'node:assert/strict';
import type { Check, Prover } from '../check.js';
import { callThrough, libraries } from '../client-libraries.js';
import { sceneFor } from '../right-call.js';

/** Progress is told to whoever asks for it, only grows, and ends before the answer. */
export const proveProgress: Prover = (subject) => {
  if (!subject.tool.progress) return [];
  return libraries.map(
    (library): Check => ({
      name: `progress: it grows and ends before the answer (${library})`,
      keys: ['progress'],
      changes: true,
      async run(bench) {
        const scene = sceneFor(subject, null);
        const input = await bench.stage(scene);
        const told: number[] = [];
        let answered = false;
        const { isError, error } = await callThrough(library, `${bench.running.url}/mcp`, {
          key: await bench.running.key(scene.as),
          tool: subject.tool.name,
          input,
          onProgress: ({ progress }) => {
            assert.ok(!answered, 'Progress is told after the answer.');
            told.push(progress);
          },
        });
        answered = true;
        assert.ok(!isError, `The call should succeed and answers ${JSON.stringify(error)}.`);
        assert.ok(told.length > 0, 'Nothing is told of progress.');
        assert.deepEqual(
          [...new Set(told)].sort((left, right) => left - right),
          told,
          'Progress should only grow.',
        );
      },
    }),
  );
};
