import assert from 'node:assert/strict';
import { unknown } from '../breakage.js';
import type { Prover } from '../check.js';
import { isRecord } from '../match.js';
import { sceneFor } from '../right-call.js';
import { formOf } from '../scene.js';

/** Where an argument's value comes from: the named tool answers at least one, and the argument takes its form. */
export const proveFeeds: Prover = (subject) => {
  const { tool } = subject;
  return Object.entries(tool.feeds ?? {}).map(([argument, { tool: source, path }]) => ({
    name: `feeds: ${argument} takes what ${source} answers at ${path}`,
    keys: [`feeds.${argument}`],
    async run(bench) {
      const taking = Object.entries(tool.actions ?? {}).find(([, { needs }]) => needs?.includes(argument))?.[0] ?? null;
      const scene = sceneFor(subject, tool.actions ? taking : null);
      const { value } = await bench.succeed({ as: scene.as }, source, {});
      const values = valuesAt(value, path.split('.'));
      assert.ok(values.length > 0, `${source} answers nothing at '${path}' for ${scene.as}.`);
      for (const each of values) {
        const outcome = await bench.call({ as: scene.as }, tool.name, {
          ...formOf(tool, scene),
          [argument]: each,
          [unknown]: 1,
        });
        assert.deepEqual(
          Object.keys(Object(outcome.error?.body.details)),
          [unknown],
          `${argument} does not take ${JSON.stringify(each)}.`,
        );
      }
    },
  }));
};

/** All values at a path of names, `[]` after a name going through a list. */
export function valuesAt(value: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names;
  if (name === undefined) return value === undefined || value === null ? [] : [value];
  const list = name.endsWith('[]');
  const next = isRecord(value) ? value[list ? name.slice(0, -2) : name] : undefined;
  if (!list) return valuesAt(next, rest);
  return Array.isArray(next) ? next.flatMap((item) => valuesAt(item, rest)) : [];
}
