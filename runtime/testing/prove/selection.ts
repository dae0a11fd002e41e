import assert from 'node:assert/strict';
import type { Check, Prover } from '../check.js';
import { sceneFor } from '../right-call.js';
import { largestPage, list, parameter, wholeInput } from '../rows.js';
import { privilegesOf } from '../standing.js';

/** Caller-driven selection: the default columns, each one on demand, each one excluded. */
export const proveSelection: Prover = (subject) => {
  const { tool, server } = subject;
  const fields = parameter(tool, 'fields');
  const exclude = parameter(tool, 'exclude');
  const format = parameter(tool, 'response_format');
  if (tool.output.kind !== 'list' || !tool.fields || fields === null || exclude === null) return [];
  const { default: standard, onDemand } = tool.fields;
  const shape = tool.output.of;
  const inDetail = format !== null && tool.formats?.includes('detailed') ? { [format]: 'detailed' } : {};
  const isDetail = (column: string) => shape.properties?.[column]?.detail === true;
  const columns = (
    name: string,
    keys: readonly string[],
    asked: Record<string, unknown>,
    expected: readonly string[],
  ): Check => ({
    name: `fields: ${name}`,
    keys: ['fields', ...keys],
    async run(bench) {
      const scene = sceneFor(subject, null);
      const held = privilegesOf(server, scene.as);
      const { rows } = await list(bench, subject, scene.as, {
        ...wholeInput(tool, scene),
        ...largestPage(tool),
        // A detail that is asked for by name still comes in the detailed form alone.
        ...(expected.some(isDetail) ? inDetail : {}),
        ...asked,
      });
      assert.ok(rows.length > 0, 'The list is empty: nothing shows which columns come.');
      const visible = expected.filter((column) => {
        const privilege = shape.properties?.[column]?.privilege;
        return privilege === undefined || held.has(privilege);
      });
      for (const row of rows) assert.deepEqual(Object.keys(row).sort(), visible.toSorted());
    },
  });
  return [
    columns(
      'the default columns',
      ['fields.default', ...standard.map((column) => `fields.default.${column}`)],
      {},
      standard,
    ),
    ...[...standard, ...onDemand].map((column) =>
      columns(`only ${column}`, [`fields.onDemand.${column}`, `input.${fields}.items.enum`], { [fields]: [column] }, [
        column,
      ]),
    ),
    ...standard.map((column) =>
      columns(
        `all but ${column}`,
        [`input.${exclude}.items.enum`],
        { [exclude]: [column], ...inDetail },
        standard.filter((other) => other !== column),
      ),
    ),
  ];
};
