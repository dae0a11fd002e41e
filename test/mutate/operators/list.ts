import type { Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';

/** Pages, order, filters, selection and formats, where the runtime reads the declaration beside the input. */
export function listMutants(tool: Tool): readonly Mutant[] {
  const put = (key: string, what: string, path: readonly (string | number)[], value: unknown) =>
    toolMutant(tool, key, what, (served) => changed(served, path, value));
  const { page, fields, formats, filters, sort } = tool;
  const styles = ['limit_offset', 'page_limit', 'page_size'] as const;
  return [
    ...(page
      ? [
          put('page', 'taken away', ['page'], undefined),
          ...styles
            .filter((style) => style !== page.style)
            .map((style) => put('page.style', style, ['page', 'style'], style)),
        ]
      : []),
    ...(formats ?? []).map((format, index) => put(`formats.${format}`, 'taken away', ['formats', index], undefined)),
    ...(formats && formats.length > 1 ? [put('formats', 'in another order', ['formats'], formats.toReversed())] : []),
    ...(fields?.default ?? []).map((column, index) =>
      put(`fields.default.${column}`, 'taken away', ['fields', 'default', index], undefined),
    ),
    ...(fields?.onDemand ?? []).map((column) =>
      put(`fields.default.${column}`, 'by default', ['fields', 'default'], [...(fields?.default ?? []), column]),
    ),
    ...Object.keys(filters ?? {}).map((name) => put(`filters.${name}`, 'taken away', ['filters', name], undefined)),
    ...(sort ? [put('sort', 'taken away', ['sort'], undefined)] : []),
  ];
}
