import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { type Asking, answerIn, base } from '../asking.js';
import type { Check } from '../check.js';
import { isRecord } from '../match.js';
import { plain } from '../rows.js';

/** csv: a line a row, a column a scalar leaf (`a.b` for nested ones), what strangers wrote made harmless. */
export function csvCheck(asked: Asking): Check {
  const { tool } = asked.subject;
  return {
    ...base(asked, 'csv decodes to the same data'),
    keys: ['formats', 'formats.csv', 'output.as'],
    async run(bench) {
      assert.ok(tool.output.kind === 'list', 'Only lists have csv.');
      const { as } = tool.output;
      const csv = await answerIn(bench, asked, 'csv');
      const whole = await answerIn(bench, asked, tool.formats?.includes('concise') ? 'concise' : 'detailed');
      assert.ok(isRecord(csv.value) && isRecord(whole.value));
      const { [as]: rows, ...beside } = whole.value;
      assert.ok(Array.isArray(rows) && rows.length > 0, 'The list is empty: nothing shows how csv looks.');
      const lines = parse(csv.text, { columns: true }) as Record<string, string>[];
      assert.equal(lines.length, rows.length);
      for (const [index, line] of lines.entries()) isLineOf(rows[index], line, index + 1);
      // The rows are in the text alone.
      assert.deepEqual(csv.value, beside);
    },
  };
}

function isLineOf(row: unknown, line: Readonly<Record<string, string>>, number: number): void {
  const cells = new Map(flattened(row));
  for (const [name, cell] of cells) {
    // An object that is null has columns for what it would hold.
    const within = cell === '' && Object.keys(line).some((column) => column.startsWith(`${name}.`));
    assert.ok(name in line || within, `The csv has no column '${name}'.`);
  }
  for (const [name, told] of Object.entries(line)) {
    const cell = cells.get(name) ?? '';
    const formula = /^\s*[=+\-@]/.test(cell);
    const expected = formula && told.startsWith("'") ? `'${cell}` : cell;
    assert.equal(told, expected, `Row ${number}, column ${name}`);
  }
}

function flattened(row: unknown, path = ''): [string, string][] {
  if (!isRecord(row)) return [];
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    const cell = plain(value);
    if (Array.isArray(cell)) return [];
    if (isRecord(cell)) return flattened(cell, `${path}${name}.`);
    return [[`${path}${name}`, cell === null || cell === undefined ? '' : String(cell)]];
  });
}
