import assert from 'node:assert/strict';
import type { Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { everyColumn, largestPage, list, parameter, plain, wholeInput } from '../rows.js';

/** Each sort field, both ways: equal values stand together, one way is the other reversed; the default is the declared one. */
export const proveSorting: Prover = (subject) => {
  const { tool } = subject;
  const sort = parameter(tool, 'sort');
  if (tool.output.kind !== 'list' || !tool.sort || sort === null) return [];
  const declared = tool.sort;
  return [
    ...declared.fields.map((field) => ({
      name: `sort: by ${field}, both ways`,
      keys: ['sort', `sort.fields.${field}`, `input.${sort}.enum`],
      run: (bench: Parameters<typeof list>[0]) => bothWays(bench, subject, sort, field),
    })),
    {
      name: `sort: ${declared.default} unless said`,
      keys: ['sort.default', `input.${sort}.default`],
      async run(bench) {
        const scene = sceneFor(subject, null);
        const base = { ...wholeInput(tool, scene), ...largestPage(tool) };
        assert.deepEqual(
          await list(bench, subject, scene.as, base),
          await list(bench, subject, scene.as, { ...base, [sort]: declared.default }),
        );
      },
    },
  ];
};

async function bothWays(
  bench: Parameters<typeof list>[0],
  subject: Subject,
  sort: string,
  field: string,
): Promise<void> {
  const { tool } = subject;
  const scene = sceneFor(subject, null);
  const base = { ...wholeInput(tool, scene), ...everyColumn(tool), ...largestPage(tool) };
  const up = await list(bench, subject, scene.as, { ...base, [sort]: field });
  const down = await list(bench, subject, scene.as, { ...base, [sort]: `-${field}` });
  const rising = up.rows.map((row) => plain(row[field]));
  const falling = down.rows.map((row) => plain(row[field]));
  assert.ok(
    rising.every((value) => value !== undefined),
    `Rows have no '${field}' to be sorted by.`,
  );
  const groups = rising.filter((value, index) => value !== rising[index - 1]);
  assert.equal(
    new Set(groups).size,
    groups.length,
    `Equal values of '${field}' should stand together: ${JSON.stringify(rising)}`,
  );
  assert.ok(
    groups.length >= 2,
    `Sorting by '${field}' cannot be proven: the demo data has one value of it for ${scene.as}.`,
  );
  assert.deepEqual(
    falling.filter((value, index) => value !== falling[index - 1]),
    groups.toReversed(),
  );
  if (isNatural(subject, field)) assert.ok(rises(groups), `'${field}' should rise: ${JSON.stringify(groups)}`);
}

/** Enums may stand in the order that their words mean. */
function isNatural({ tool }: Subject, field: string): boolean {
  return tool.output.kind === 'list' && !tool.output.of.properties?.[field]?.enum;
}

/** Numbers by size, text by code point or without regard to case; null at either end. */
function rises(values: readonly unknown[]): boolean {
  const known = values.filter((value) => value !== null);
  const by = (spell: (text: string) => string) =>
    known.every((value, index) => {
      const before = known[index - 1];
      if (index === 0) return true;
      return typeof value === 'number' && typeof before === 'number'
        ? before < value
        : spell(String(before)) <= spell(String(value));
    });
  return by((text) => text) || by((text) => text.toLowerCase());
}
