import assert from 'node:assert/strict';
import type { Shape } from '../../tool.js';
import { type Path, planted, unknown } from '../breakage.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';
import { distinct, typeOf, validValue } from '../valid-value.js';

/** Numbers, booleans and JSON that hosts send as strings: taken where nothing is lost, refused where something would be. */
export const proveCoercion: Prover = (subject) =>
  [...properties(subject.tool.input)].flatMap(({ path, shape }) => coercionChecks(subject, path, shape));

function coercionChecks(subject: Subject, path: Path, shape: Shape): Check[] {
  const type = typeOf(shape);
  const key = `input.${path.join('.')}`;
  const value = validValue(shape);
  const takes = (sent: unknown): Check => coercion(subject, { path, sent, taken: true, keys: [`${key}.type`, key] });
  const loses = (sent: unknown): Check => coercion(subject, { path, sent, taken: false, keys: [`${key}.type`, key] });
  if (shape.enum) return [];
  if (type === 'integer') return [takes(String(value)), loses(''), loses(`${String(value)}.5`), loses('1e3x')];
  if (type === 'number') return [takes(String(value)), loses(''), loses('1,5')];
  if (type === 'boolean') return [takes('true'), takes('false'), loses(''), loses('yes')];
  if (type === 'array' || type === 'object' || shape.accepts === 'json_string') {
    const filled = type === 'array' ? distinct(shape.items ?? {}, Math.max(shape.minItems ?? 0, 1)) : value;
    return [
      coercion(subject, { path, sent: JSON.stringify(filled), taken: true, keys: [`${key}.accepts`, `${key}.type`] }),
      loses('{'),
    ];
  }
  return [];
}

interface Coercion {
  readonly path: Path;
  readonly sent: unknown;
  readonly taken: boolean;
  readonly keys: readonly string[];
}

function coercion(subject: Subject, { path, sent, taken, keys }: Coercion): Check {
  const { tool } = subject;
  return {
    name: `coercion: /${path.join('/')} ${taken ? 'takes' : 'refuses'} ${JSON.stringify(sent)}`,
    keys,
    async run(bench) {
      const action =
        Object.entries(tool.actions ?? {}).find(([, { refuses }]) => !refuses?.includes(String(path[0])))?.[0] ?? null;
      const scene = sceneFor(subject, action);
      const input = planted(formOf(tool, scene), tool.input, path, sent) as Record<string, unknown>;
      const outcome = await bench.call({ as: scene.as }, tool.name, { ...input, [unknown]: 1 });
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      const fields = Object.keys(Object(outcome.error?.body.details)).sort();
      assert.deepEqual(fields, (taken ? [unknown] : [path.join('.'), unknown]).sort());
    },
  };
}

/** The properties of an input, nested objects' included; the items of lists take what the same rules say. */
function* properties(shape: Shape, path: Path = []): Generator<{ readonly path: Path; readonly shape: Shape }> {
  for (const [name, property] of Object.entries(shape.properties ?? {})) {
    yield { path: [...path, name], shape: property };
    yield* properties(property, [...path, name]);
  }
}
