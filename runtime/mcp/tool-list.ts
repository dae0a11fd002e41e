import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import { LRUCache } from 'lru-cache';
import type { Kernel } from '../call/call.js';
import { isRetired, isVisible } from '../call/visible-tools.js';
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
  const kept = new LRUCache<string, ListedTool[]>({ max: keptSets });
  // Whoever calls again soon is the same object, out of the cache of principals.
  let seen = new WeakMap<Principal, readonly Tool[]>();
  const lists = new WeakMap<readonly Tool[], ListedTool[]>();
  const mortal = sorted.filter(({ deprecated }) => deprecated?.sunset !== undefined);
  let retired = 0;
  const visible = (principal: Principal) => {
    const gone = mortal.filter((tool) => isRetired(kernel, tool)).length;
    // At a sunset, what was seen before is not there any more.
    if (gone !== retired) [seen, retired] = [new WeakMap(), gone];
    const tools = seen.get(principal) ?? sorted.filter((tool) => isVisible(kernel, tool, principal));
    seen.set(principal, tools);
    return tools;
  };
  return {
    visible,
    listed(principal) {
      const tools = visible(principal);
      const known = lists.get(tools);
      if (known !== undefined) return known;
      const key = tools.map((tool) => tool.name).join(' ');
      const list = kept.get(key) ?? tools.map((tool) => entries.get(tool) ?? describe(tool));
      kept.set(key, list);
      lists.set(tools, list);
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
