import assert from 'node:assert/strict';
import { unknown } from '../breakage.js';
import type { Prover } from '../check.js';
import { isRecord } from '../match.js';
import { baseFor } from '../right-call.js';

/** Where an argument's value comes from: the named tool answers at least one, and the argument takes its form. */
export const proveFeeds: Prover = (subject) => {
  const { tool } = subject;
  const awaited = tool.dependsOn?.session?.map((one) => one.tool) ?? [];
  return Object.entries(tool.feeds ?? {}).map(([argument, { tool: source, path }]) => ({
    name: `feeds: ${argument} takes what ${source} answers at ${path}`,
    keys: [`feeds.${argument}`],
    // What is waited for is often what makes the thing.
    ...(awaited.includes(source) && { changes: true as const }),
    async run(bench) {
      const { as, input } = baseFor(subject, [argument]);
      const { value } = await bench.succeed({ as }, source, {});
      const values = valuesAt(value, path.split('.'));
      assert.ok(values.length > 0, `${source} answers nothing at '${path}' for ${as}.`);
      for (const each of values) {
        const outcome = await bench.call({ as }, tool.name, { ...input, [argument]: each, [unknown]: 1 });
        const wrong = Object.keys(Object(outcome.error?.body.details));
        assert.deepEqual(wrong, [unknown], `${argument} does not take ${JSON.stringify(each)}.`);
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
