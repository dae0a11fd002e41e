import assert from 'node:assert/strict';
import type { Check, Prover, Subject } from '../check.js';
import { declared, type Met, met, outputShape } from '../output-shape.js';
import { sceneFor } from '../right-call.js';
import type { Scene } from '../scene.js';
import { isNullable } from '../valid-value.js';

/** Secrets of an answer are nowhere but in the answer; sensitive arguments stand in no row of the audit and in no log. */
export const proveSecrets: Prover = (subject) => [
  ...[...subject.scenes.keys()].flatMap((action) => secretCheck(subject, action)),
  ...argumentChecks(subject),
];

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

/** Each sensitive argument in the first call that sends it: of the scenes, else of all examples that succeed. */
function argumentChecks({ tool, scenes, examples }: Subject): readonly Check[] {
  const written = examples
    .filter(({ expectError }) => expectError === undefined)
    .map(({ as, given = [], input }): Scene => ({ as, given, input, from: 'example' }));
  const proven = new Set<string>();
  return [...scenes.values(), ...written].flatMap((scene) => {
    const paths = sensitiveIn(tool.input, scene.input)
      .map(({ path }) => path)
      .filter((path) => !proven.has(path));
    for (const path of paths) proven.add(path);
    return paths.length === 0 ? [] : [argumentCheck(tool, scene, paths)];
  });
}

function argumentCheck(tool: Subject['tool'], scene: Scene, paths: readonly string[]): Check {
  return {
    name: `secrets: the arguments ${[...new Set(paths)].join(', ')} in no audit and no log`,
    keys: paths.map((path) => `input.${path}.sensitivity`),
    needs: ['audit'],
    changes: true,
    async run(bench) {
      const input = await bench.stage(scene);
      const { traceId } = await bench.succeed({ as: scene.as }, tool.name, input);
      const elsewhere = `${JSON.stringify(await bench.audit(traceId))}\n${bench.running.logs?.() ?? ''}`;
      for (const { path, value } of sensitiveIn(tool.input, input))
        assert.ok(
          !elsewhere.includes(JSON.stringify(value)),
          `The sensitive argument '${path}' stands in the audit or the logs.`,
        );
    },
  };
}

/** What an input says of sensitive arguments, at any depth. */
function sensitiveIn(shape: Subject['tool']['input'], input: unknown): readonly Met[] {
  return [...met(shape, input)].filter(
    ({ shape: argument, value }) => argument.sensitivity !== undefined && value !== undefined && value !== null,
  );
}
