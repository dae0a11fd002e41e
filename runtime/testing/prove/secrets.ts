import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { declared, met, outputShape } from '../output-shape.js';
import { sceneFor } from '../right-call.js';
import { isNullable } from '../valid-value.js';

/** Secrets of an answer are nowhere but in the answer: not in the audit, not in the logs. */
export const proveSecrets: Prover = (subject) =>
  [...subject.scenes.keys()].flatMap((action) => secretCheck(subject, action));

function secretCheck(subject: Subject, action: string | null): Check[] {
  const { tool } = subject;
  const shape = outputShape(tool, sceneFor(subject, action).input);
  const secrets =
    shape === null ? [] : [...declared(shape)].filter((property) => property.shape.sensitivity === 'secret');
  if (shape === null || secrets.length === 0) return [];
  return [
    {
      name: `secrets: ${action === null ? '' : `${action}: `}${secrets.map(({ path }) => path).join(', ')} only in the answer`,
      keys: secrets.map(({ path }) => `output.${path}.sensitivity`),
      needs: ['audit', 'logs'],
      changes: true,
      async run(bench) {
        const scene = sceneFor(subject, action);
        const input = await bench.stage(scene);
        const { value, traceId } = await bench.succeed({ as: scene.as }, tool.name, input);
        const values = [...met(shape, value)].filter(
          (property) => property.shape.sensitivity === 'secret' && typeof property.value === 'string',
        );
        const nullable = secrets.every(({ shape: property }) => isNullable(property));
        assert.ok(values.length > 0 || nullable, 'The answer holds no secret: let the demo data give the example one.');
        const elsewhere = `${JSON.stringify(await bench.audit(traceId))}\n${bench.logs()}`;
        for (const { path, value: secret } of values)
          assert.ok(!elsewhere.includes(String(secret)), `The secret '${path}' stands in the audit or the logs.`);
      },
    },
  ];
}
