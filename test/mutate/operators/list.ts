import type { Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/**
 * Pages, filters, selection and formats, where the runtime reads the declaration beside the input. Orders, and filters
 * other than ranges, are enforced by the input's shape alone.
 */
export function listMutants(tool: Tool): readonly Mutant[] {
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  const { page, fields, formats, filters } = tool;
  const styles = ['limit_offset', 'page_limit', 'page_size'] as const;
  const hasRange = Object.values(filters ?? {}).some((ops) => ops.includes('from') && ops.includes('to'));
  const columns = fields?.default ?? [];
  return [
    ...(page ? [put('page', 'taken away', ['page'], undefined)] : []),
    ...styles
      .filter((style) => page && style !== page.style)
      .map((style) => put('page.style', style, ['page', 'style'], style)),
    // A single concise is what holds without formats too.
    ...(formats ?? []).flatMap((format, index) =>
      formats?.join() === 'concise' ? [] : [put(`formats.${format}`, 'taken away', ['formats', index], undefined)],
    ),
    ...columns.map((column, index) =>
      put(`fields.default.${column}`, 'taken away', ['fields', 'default', index], undefined),
    ),
    ...(fields?.onDemand ?? []).map((column) =>
      put(`fields.default.${column}`, 'by default', ['fields', 'default'], [...columns, column]),
    ),
    ...(hasRange ? [put('filters', 'taken away', ['filters'], undefined)] : []),
  ];
}
