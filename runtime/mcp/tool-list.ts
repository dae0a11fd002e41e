import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import type { Kernel } from '../call/call.js';
import { isVisible } from '../call/visible-tools.js';
import type { Principal } from '../principal.js';
import type { Tool } from '../tool.js';
import { annotationsOf } from './annotations.js';

/** Sets of visible tools kept at once: roles are few, but allow-lists differ. */
const keptSets = 200;

/** What each caller sees of the tools: one page, sorted by name, made once for each set of visible tools. */
export interface ToolList {
  /** The declarations, for those who describe them in words of their own. */
  visible(principal: Principal): readonly Tool[];
  /** As `tools/list` answers them. */
  listed(principal: Principal): ListedTool[];
}

export function createToolList(kernel: Kernel): ToolList {
  const tools = new Set([...kernel.handlers.values()].map(({ tool }) => tool));
  const sorted = [...tools].sort((left, right) => (left.name < right.name ? -1 : 1));
  const entries = new Map(sorted.map((tool) => [tool, describe(tool)]));
  const kept = new Map<string, ListedTool[]>();
  const visible = (principal: Principal) => sorted.filter((tool) => isVisible(kernel, tool, principal));
  return {
    visible,
    listed(principal) {
      const tools = visible(principal);
      const key = tools.map((tool) => tool.name).join(' ');
      const list = kept.get(key) ?? tools.map((tool) => entries.get(tool) ?? describe(tool));
      // Put at the end again, so that the first is always the one longest unused.
      kept.delete(key);
      kept.set(key, list);
      const [oldest] = kept.keys();
      if (kept.size > keptSets && oldest !== undefined) kept.delete(oldest);
      return list;
    },
  };
}

/** The library's type wants mutable arrays and a schema spelled out; nothing writes to what is listed. */
function describe(tool: Tool): ListedTool {
  const { name, title, description, icons, inputSchema, outputSchema } = tool;
  return {
    name,
    title,
    description,
    inputSchema,
    ...(outputSchema && { outputSchema }),
    annotations: annotationsOf(tool),
    ...(icons?.length && { icons }),
  } as ListedTool;
}
