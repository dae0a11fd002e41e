import assert from 'node:assert/strict';
import type { Prover } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { parameter } from '../rows.js';

/** What a caller leaves out reaches the resolver as its default; what the answer's form takes does not reach it at all. */
export const proveDefaults: Prover = (subject) => {
  const { tool, scenes } = subject;
  const format = parameter(tool, 'response_format');
  const defaults = Object.entries(tool.input.properties ?? {}).filter(
    ([name, shape]) => shape.default !== undefined && name !== format,
  );
  if (defaults.length === 0) return [];
  return [...scenes.keys()].map((action) => ({
    name: `defaults: ${defaults.map(([name]) => name).join(', ')}${action === null ? '' : ` (${action})`}`,
    keys: defaults.map(([name]) => `input.${name}.default`),
    needs: ['inputs'] as const,
    changes: true as const,
    async run(bench) {
      const scene = sceneFor(subject, action);
      const staged = await bench.stage(scene);
      const optional = Object.fromEntries(
        Object.entries(staged).filter(([name]) => !defaults.some(([other]) => other === name)),
      );
      const { traceId } = await bench.succeed({ as: scene.as }, tool.name, optional);
      const [given] = bench.inputs(traceId);
      assert.ok(isRecord(given), 'The resolver was not called.');
      for (const [name, shape] of defaults) assert.deepEqual(given[name], shape.default, `The default of '${name}'`);
      for (const [name, value] of Object.entries(optional))
        if (name !== format) assert.deepEqual(given[name], value, `'${name}' as sent`);
    },
  }));
};
