import type { Property, Tool } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import type { At } from '../read/node.js';
import { findTool, type Scope } from './check-scope.js';

/** Where arguments' values come from. The path itself is followed once all outputs are known. */
export function checkFeeds(keys: ToolKeys, inputs: readonly Property[], module: string, scope: Scope): Tool['feeds'] {
  const names = inputs.map(({ name }) => name);
  const feeds = (keys.feeds?.value ?? []).flatMap(({ key, value }) => {
    if (!names.includes(key.value))
      scope.log.report('unknown-property', key.span, { name: key.value, of: 'the input' }, { candidates: names });
    const feed = readFeed(value, module, scope);
    return feed ? [[key.value, feed] as const] : [];
  });
  return Object.fromEntries(feeds);
}

/** `list_projects.projects[].project_id`: the longest beginning that is a tool's name, and a path into its answer. */
export function readFeed(
  feed: At<string>,
  module: string,
  scope: Scope,
): { readonly tool: string; readonly path: string } | null {
  for (let dot = feed.value.lastIndexOf('.'); dot > 0; dot = feed.value.lastIndexOf('.', dot - 1)) {
    const tool = findTool(feed.value.slice(0, dot), module, scope);
    if (tool) return { tool: tool.wire, path: feed.value.slice(dot + 1) };
  }
  const name = feed.value.split('.', 1)[0]!;
  const candidates = scope.modules.get(module)?.tools.keys() ?? [];
  scope.log.report('unknown-tool', feed.span, { name }, { candidates });
  return null;
}
