import assert from 'node:assert/strict';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { Format } from '../../tool.js';
import type { Bench } from '../bench.js';
import type { Check, Prover, Subject } from '../check.js';
import { unwrapped } from '../envelope.js';
import { isRecord } from '../match.js';
import { declared, met, outputShape } from '../output-shape.js';
import { sceneFor } from '../right-call.js';
import { parameter, plain } from '../rows.js';
import type { Outcome } from '../wire.js';

/** Each format tells the same data; `concise` leaves out just what is declared as detail; the first is the default. */
export const proveFormats: Prover = (subject) => {
  const { tool } = subject;
  const format = parameter(tool, 'response_format');
  if (!tool.formats || format === null) return [];
  const formats = tool.formats;
  return [...subject.scenes.keys()].flatMap((action) => {
    const of = action === null ? '' : `${action}: `;
    const base = (name: string): Pick<Check, 'name' | 'changes'> => ({ name: `formats: ${of}${name}`, changes: true });
    const answer = async (bench: Bench, asked: Record<string, unknown>): Promise<Outcome> => {
      const scene = sceneFor(subject, action);
      const { [format]: _, ...input } = await bench.stage(scene);
      return bench.succeed({ as: scene.as }, tool.name, { ...input, ...asked });
    };
    const as = (bench: Bench, name: Format) => answer(bench, { [format]: name });
    const columns = shapeOf(subject, action);
    const details = columns.filter(({ shape }) => shape.detail).map(({ path }) => path);
    const detailKeys = details.map((path) => `output.${path}.detail`);
    const checks: Check[] = [
      {
        ...base(`${formats[0]} unless said`),
        keys: ['formats', `input.${format}.default`],
        async run(bench) {
          const said = await as(bench, formats[0] ?? 'concise');
          await bench.running.reset();
          const silent = await answer(bench, {});
          assert.deepEqual(paths(silent.value), paths(said.value));
          assert.equal(kind(silent.text), kind(said.text));
          assert.deepEqual(
            present(subject, action, silent.value, details),
            present(subject, action, said.value, details),
          );
        },
      },
    ];
    if (formats.includes('concise')) {
      checks.push({
        ...base('concise leaves out the details, and nothing else'),
        keys: ['formats', 'formats.concise', ...columns.map(({ path }) => `output.${path}.detail`), ...detailKeys],
        async run(bench) {
          const concise = await as(bench, 'concise');
          assert.deepEqual(present(subject, action, concise.value, details), []);
          const plainColumns = columns.filter(
            ({ path, shape }) =>
              !details.some((detail) => path === detail || path.startsWith(`${detail}.`)) && !shape.privilege,
          );
          missesNone(
            subject,
            action,
            concise.value,
            plainColumns.map(({ path }) => path),
          );
        },
      });
    }
    if (formats.includes('detailed')) {
      checks.push({
        ...base('detailed tells everything that concise tells, and the details'),
        keys: ['formats', 'formats.detailed', ...detailKeys],
        async run(bench) {
          const detailed = await as(bench, 'detailed');
          missesNone(subject, action, detailed.value, details);
          if (!formats.includes('concise') || tool.writeMode !== 'read') return;
          const concise = await as(bench, 'concise');
          isPart(concise.value, detailed.value, 'the answer');
        },
      });
    }
    if (formats.includes('yaml')) {
      checks.push({
        ...base('yaml decodes to the same data'),
        keys: ['formats', 'formats.yaml'],
        async run(bench) {
          const { text, value } = await as(bench, 'yaml');
          assert.throws(() => JSON.parse(text), 'The text should be YAML, not JSON.');
          assert.deepEqual(unwrapped(subject, JSON.parse(JSON.stringify(parseYaml(text)))), value);
        },
      });
    }
    if (formats.includes('csv')) checks.push(csvCheck(subject, format, base('csv decodes to the same data')));
    return checks;
  });
};

function shapeOf(subject: Subject, action: string | null) {
  const shape = outputShape(subject.tool, sceneFor(subject, action).input);
  return shape === null ? [] : [...declared(shape)];
}

/** The declared places among `wanted` that an answer has a value for. */
function present(subject: Subject, action: string | null, value: unknown, wanted: readonly string[]): string[] {
  const shape = outputShape(subject.tool, sceneFor(subject, action).input) ?? {};
  const found = [...met(shape, value)].filter((property) => property.value !== undefined).map(({ path }) => path);
  return wanted.filter((path) => found.includes(path));
}

/** Every declared, required place that the answer reaches has its value. */
function missesNone(subject: Subject, action: string | null, value: unknown, wanted: readonly string[]): void {
  const shape = outputShape(subject.tool, sceneFor(subject, action).input) ?? {};
  for (const { path, required, shape: property, value: found } of met(shape, value)) {
    if (!wanted.includes(path) || !required || property.privilege || subject.tool.fields) continue;
    assert.notEqual(found, undefined, `'${path}' should be there.`);
  }
}

/** Everything in `part` stands in `whole`, at any depth. */
function isPart(part: unknown, whole: unknown, path: string): void {
  if (Array.isArray(part)) {
    assert.ok(Array.isArray(whole) && whole.length === part.length, path);
    for (const [index, item] of part.entries()) isPart(item, whole[index], `${path}[${index}]`);
  } else if (isRecord(part)) {
    assert.ok(isRecord(whole), path);
    for (const [name, item] of Object.entries(part)) isPart(item, whole[name], `${path}.${name}`);
  } else assert.equal(part, whole, path);
}

/** csv: a line a row, a column a scalar leaf (`a.b` for nested ones), what strangers wrote made harmless. */
function csvCheck(subject: Subject, format: string, base: Pick<Check, 'name' | 'changes'>): Check {
  const { tool } = subject;
  return {
    ...base,
    keys: ['formats', 'formats.csv', 'output.as'],
    async run(bench) {
      assert.ok(tool.output.kind === 'list');
      const { as } = tool.output;
      const scene = sceneFor(subject, null);
      const { [format]: _, ...input } = await bench.stage(scene);
      const csv = await bench.succeed({ as: scene.as }, tool.name, { ...input, [format]: 'csv' });
      const { value } = await bench.succeed({ as: scene.as }, tool.name, {
        ...input,
        [format]: tool.formats?.find((name) => name === 'concise') ?? 'detailed',
      });
      assert.ok(isRecord(value) && isRecord(csv.value));
      const rows = value[as] as readonly Record<string, unknown>[];
      const lines = parseCsv(csv.text, { columns: true }) as Record<string, string>[];
      assert.ok(rows.length > 0, 'The list is empty: nothing shows how csv looks.');
      assert.deepEqual(
        lines.map((line) => Object.entries(line).map(([name, cell]) => [name, cell === ''])),
        rows.map((row) => leaves(row, lines[0] ?? {}).map(([name, cell]) => [name, cell === ''])),
      );
      lines.forEach((line, index) => {
        for (const [name, cell] of leaves(rows[index] ?? {}, line))
          assert.ok(
            [cell, `'${cell}`].includes(line[name] ?? ''),
            `Row ${index + 1}, column ${name}: ${line[name]} should be ${cell}.`,
          );
      });
      assert.equal(csv.value[as], undefined, 'Under csv the rows are in the text alone.');
      assert.deepEqual(csv.value.page, value.page);
    },
  };
}

/** The cells of a row under the columns of a csv, which are exactly its scalar leaves. */
function leaves(row: Readonly<Record<string, unknown>>, line: Readonly<Record<string, string>>): [string, string][] {
  const flat = new Map(flattened(row));
  for (const name of flat.keys()) assert.ok(name in line, `The csv has no column '${name}'.`);
  return Object.keys(line).map((name) => [name, flat.get(name) ?? '']);
}

function flattened(row: Readonly<Record<string, unknown>>, path = ''): [string, string][] {
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    const cell = plain(value);
    if (Array.isArray(cell)) return [];
    if (isRecord(cell)) return flattened(cell, `${path}${name}.`);
    return [[`${path}${name}`, cell === null || cell === undefined ? '' : String(cell)]];
  });
}

/** Every place of an answer, list indexes aside. */
function paths(value: unknown, path = ''): string[] {
  const found = new Set<string>();
  const visit = (here: unknown, at: string) => {
    found.add(at);
    if (Array.isArray(here)) for (const item of here) visit(item, `${at}[]`);
    else if (isRecord(here)) for (const [name, item] of Object.entries(here)) visit(item, `${at}.${name}`);
  };
  visit(value, path);
  return [...found].sort();
}

function kind(text: string): 'json' | 'text' {
  return /^\s*[[{]/.test(text) ? 'json' : 'text';
}
