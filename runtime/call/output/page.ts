import type { Page, Tool } from '../../tool.js';

type Input = { readonly [argument: string]: unknown };

/** Where a page of a list stands, in the words of the tool's style. */
export function pageOf({ style }: Page, input: Input, { length, total }: { length: number; total: number }): object {
  const size = sizeOf(style, input);
  if (style === 'limit_offset') {
    const offset = Number(input.offset);
    return { limit: size, offset, total, has_more: offset + length < total };
  }
  const page = Number(input.page);
  const words = style === 'page_size' ? { page, page_size: size } : { page, limit: size };
  return { ...words, total, has_more: page * size < total };
}

/** The most items that the page asked for may have. */
export function limitOf(tool: Tool, input: Input): number {
  return tool.page === undefined ? Number.POSITIVE_INFINITY : sizeOf(tool.page.style, input);
}

/** Defaults have been filled in, under the name that the module's style gives the parameter. */
function sizeOf(style: Page['style'], input: Input): number {
  return Number(style === 'page_size' ? (input.page_size ?? input.pageSize) : input.limit);
}
