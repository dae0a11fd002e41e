import assert from 'node:assert/strict';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { sceneFor } from '../right-call.js';
import { everyColumn, largestPage, list, parameter, plain, type Row, wholeInput } from '../rows.js';

interface Narrowing {
  /** The operator's argument. */
  readonly sent: unknown;
  /** Rows that have to come, and rows that must not. */
  readonly keeps: (value: unknown) => boolean;
  readonly drops: (value: unknown) => boolean;
}

/** What each operator does to the values of its field, shown on the largest or smallest of them. */
const operators: Readonly<Record<string, (values: readonly unknown[]) => Narrowing>> = {
  eq: ([first]) => exactly(first, (value) => value === first),
  in: ([first, second]) => exactly([first, second], (value) => value === first || value === second),
  from: (values) => atLeast(values.toSorted(ascending).at(-1)),
  to: (values) => atMost(values.toSorted(ascending)[0]),
  contains: ([first]) => {
    const part = String(first).slice(0, 4).toUpperCase();
    return exactly(part, (value) => String(value).toUpperCase().includes(part));
  },
};

/** Each operator of each filter narrows the list to just the rows that fit. */
export const proveFilters: Prover = (subject) => {
  const filters = parameter(subject.tool, 'filters');
  if (subject.tool.output.kind !== 'list' || filters === null) return [];
  return Object.entries(subject.tool.filters ?? {}).flatMap(([name, ops]) => [
    ...(ops.includes('from') && ops.includes('to') ? [reversedCheck(subject, filters, name)] : []),
    ...ops.map(
      (op): Check => ({
        name: `filters: ${name} ${op}`,
        keys: [
          `filters.${name}.${op}`,
          `filters.${name}`,
          `input.${filters}.${name}.${op}`,
          `input.${filters}.${name}`,
        ],
        run: (bench) => narrows(bench, subject, filters, { name, op }),
      }),
    ),
  ]);
};

/** A range that begins after its end is a mistake, not an empty list. */
function reversedCheck(subject: Subject, filters: string, name: string): Check {
  const { tool } = subject;
  return {
    name: `filters: ${name} from after to is refused`,
    keys: [`filters.${name}`, 'gate.input'],
    async run(bench) {
      const scene = sceneFor(subject, null);
      const all = await list(bench, subject, scene.as, {
        ...wholeInput(tool, scene),
        ...everyColumn(tool),
        ...largestPage(tool),
      });
      const values = all.rows.map((row) => plain(row[name])).toSorted(ascending);
      const range = { from: values.at(-1), to: values[0] };
      assert.notDeepEqual(range.from, range.to, `All rows have the same '${name}': no range can be reversed.`);
      const outcome = await bench.call({ as: scene.as }, tool.name, { [filters]: { [name]: range } });
      assert.equal(outcome.error?.code, 'VALIDATION_ERROR', outcome.raw.slice(0, 300));
      assert.deepEqual(Object.keys(Object(outcome.error.body.details)), [`${filters}.${name}.from`]);
    },
  };
}

async function narrows(
  bench: Bench,
  subject: Subject,
  filters: string,
  { name, op }: { name: string; op: string },
): Promise<void> {
  const { tool } = subject;
  const scene = sceneFor(subject, null);
  const base = { ...wholeInput(tool, scene), ...everyColumn(tool), ...largestPage(tool) };
  const all = await list(bench, subject, scene.as, base);
  const cell = (row: Row) => plain(row[name]);
  const values = [...new Set(all.rows.map(cell))].filter((value) => value !== null && value !== undefined);
  assert.ok(values.length > 0, `No row has a '${name}' to filter by.`);
  const narrowing = operators[op]?.(values);
  assert.ok(narrowing, `The proofs know no filter operator '${op}'.`);
  const some = await list(bench, subject, scene.as, { ...base, [filters]: { [name]: { [op]: narrowing.sent } } });
  assert.ok(
    (some.rows.length > 0 && some.rows.length < all.rows.length) || values.length === 1,
    `'${op}' should narrow the list: ${some.rows.length} of ${all.rows.length} rows came.`,
  );
  const shown = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();
  const came = shown(some.rows);
  for (const row of all.rows) {
    const text = JSON.stringify(row);
    if (narrowing.keeps(cell(row))) assert.ok(came.includes(text), `Missing: ${text}`);
    if (narrowing.drops(cell(row))) assert.ok(!came.includes(text), `Should not come: ${text}`);
  }
  assert.ok(
    came.every((text) => shown(all.rows).includes(text)),
    'A row came that the whole list has not.',
  );
  if (tool.page) assert.equal(some.page.total, some.rows.length);
}

function exactly(sent: unknown, fits: (value: unknown) => boolean): Narrowing {
  return {
    sent: Array.isArray(sent) ? sent.filter((value) => value !== undefined) : sent,
    keeps: fits,
    drops: (value) => !fits(value),
  };
}

function atLeast(bound: unknown): Narrowing {
  return exactly(bound, (value) => ascending(value, bound) >= 0);
}

function atMost(bound: unknown): Narrowing {
  return exactly(bound, (value) => ascending(value, bound) <= 0);
}

function ascending(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}
