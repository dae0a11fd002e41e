import { stringify } from 'csv-stringify/sync';
import type { Shape } from '../../tool.js';
import { isRecord } from '../is-record.js';
import { csvCell } from './csv-cell.js';
import type { View } from './projection.js';

interface Column {
  /** `a.b` for nested values. */
  readonly name: string;
  readonly path: readonly string[];
  /** A stranger's text, which a spreadsheet must not run. */
  readonly trust: Shape['trust'];
  /** All that are needed on the way to it. */
  readonly privileges: readonly string[];
  readonly detail: boolean;
}

const columns = new WeakMap<Shape, readonly Column[]>();

/**
 * Rows as CSV with a header line: a column for each scalar within a row that this caller gets, in declared order. Rows
 * are already shaped; lists and maps within them have no place in a table.
 */
export function csvOf(row: Shape, rows: readonly unknown[], view: View, unselected: readonly string[]): string {
  const known = columns.get(row) ?? columnsOf(row, []);
  columns.set(row, known);
  const shown = known.filter(
    ({ name, privileges, detail }) =>
      (view.detailed || !detail) &&
      privileges.every(view.holds) &&
      !unselected.some((field) => name === field || name.startsWith(`${field}.`)),
  );
  return stringify([shown.map(({ name }) => name), ...rows.map((value) => shown.map((column) => cell(value, column)))]);
}

function columnsOf(shape: Shape, path: readonly string[]): readonly Column[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, property]) => {
    const here = [...path, name];
    const own = {
      privileges: property.privilege === undefined ? [] : [property.privilege],
      detail: property.detail === true,
    };
    if (property.items || property.additionalProperties === true || typeof property.additionalProperties === 'object')
      return [];
    if (!property.properties) return [{ ...own, name: here.join('.'), path: here, trust: property.trust }];
    return columnsOf(property, here).map((column) => ({
      ...column,
      privileges: [...own.privileges, ...column.privileges],
      detail: own.detail || column.detail,
    }));
  });
}

function cell(row: unknown, { path, trust }: Column): string {
  const value = [...path, ...(trust === 'untrusted' ? ['untrusted'] : [])].reduce<unknown>(
    (here, name) => (isRecord(here) ? here[name] : undefined),
    row,
  );
  if (value === null || value === undefined || typeof value === 'object') return '';
  return trust === undefined ? String(value) : csvCell(String(value));
}
