import assert from 'node:assert/strict';
import type { Shape } from '../../tool.js';
import type { Bench, Caller } from '../bench.js';
import type { Check } from '../check.js';
import { violations } from '../violations.js';
import { type Asked, ask } from './ask.js';
import { refusedWith } from './prove-access.js';
import { publishedShape } from './published-shape.js';
import type { Reading } from './reading.js';
import { readingScene } from './scene.js';

/** Each parameter's completions: fitting the parameter, for those alone who may have what is completed. */
export function proveCompletions(reading: Reading): readonly Check[] {
  const { declaration, parameters, access } = reading;
  const completed = Object.entries(parameters.properties ?? {}).filter(
    ([name, shape]) => declaration.complete?.[name] !== undefined || shape.enum,
  );
  const refused = [...access].find(([, one]) => !one.allowed);
  return [
    ...completed.flatMap(([name, shape]) => [
      suggests(reading, name, shape),
      ...(refused && !refused[1].allowed && declaration.complete?.[name] !== undefined
        ? [
            {
              name: `completions: of ${name} are not for ${refused[0]}`,
              keys: [`complete.${name}`, 'audience', 'requires', 'context'],
              async run(bench) {
                const asked = await complete(bench, reading, { as: refused[0] }, name, '');
                const { code, gate } = refused[1] as { readonly code: string; readonly gate: string };
                refusedWith(reading, asked, { code, gate });
              },
            } satisfies Check,
          ]
        : []),
    ]),
    {
      name: 'completions: a parameter that is not there is told',
      keys: ['parameters', 'arguments'],
      async run(bench) {
        if (completed.length === 0) return;
        const { as } = readingScene(reading);
        const { error } = await complete(bench, reading, { as }, 'toolwright_unknown', '');
        assert.equal(error?.number, -32602);
      },
    },
  ];
}

function suggests(reading: Reading, name: string, shape: Shape): Check {
  return {
    name: `completions: of ${name} fit it, and begin as typed`,
    keys: [`complete.${name}`, `parameters.${name}.enum`],
    async run(bench) {
      const { as, parameters, known } = readingScene(reading);
      const all = await values(bench, reading, as, name, '');
      assert.ok(all.length > 0, `Nothing completes '${name}': let the demo data have something.`);
      if (shape.enum) assert.deepEqual(all, shape.enum.map(String));
      for (const value of all) assert.deepEqual(violations(publishedShape(shape, new Set()), typed(value, shape)), []);
      const example = parameters[name];
      if (known && example !== undefined) assert.ok(all.includes(String(example)), `'${example}' is not suggested.`);
      const [first = ''] = all;
      const some = await values(bench, reading, as, name, first);
      assert.ok(some.includes(first), `'${first}' does not complete itself.`);
      assert.deepEqual(await values(bench, reading, as, name, '~nothing begins so'), []);
    },
  };
}

function typed(value: string, { type }: Shape): unknown {
  return type === 'integer' || type === 'number' ? Number(value) : value;
}

async function values(bench: Bench, reading: Reading, as: string, name: string, value: string): Promise<string[]> {
  const { result, raw } = await complete(bench, reading, { as }, name, value);
  const found: unknown = Object(result?.completion).values;
  assert.ok(Array.isArray(found) && found.length <= 100, raw.slice(0, 300));
  return found as string[];
}

function complete(bench: Bench, { ref }: Reading, caller: Caller, name: string, value: string): Promise<Asked> {
  return ask(bench, caller, { method: 'completion/complete', params: { ref, argument: { name, value } } });
}
