import type { Tool } from '../tool.js';
import type { CallRequest, Kernel } from './call.js';
import { refuse } from './error-table.js';
import type { Refusal } from './refusal.js';
import { isVisible } from './visible-tools.js';

/** Answers of a tool that is on its way out say so, and those under an old name tell the one of today. */
export function historyMeta({ tool }: { readonly tool: Tool }, { name }: CallRequest): object {
  const { deprecated, aliases } = tool;
  const renamed = aliases?.some((alias) => alias.name === name) && { renamed: { from: name, to: tool.name } };
  if (deprecated === undefined) return { ...renamed };
  const { since, sunset, replaceWith } = deprecated;
  const deprecation = { since, ...(sunset && { sunset }), ...(replaceWith && { replace_with: replaceWith }) };
  return { ...renamed, deprecation };
}

/** A tool whose day has come, to whoever might have called it; its replacement, to whoever may see that. */
export function refuseRetired(kernel: Kernel, { principal }: CallRequest, tool: Tool): Refusal {
  const { sunset, replaceWith } = tool.deprecated ?? {};
  const successor = replaceWith === undefined ? undefined : kernel.handlers.get(replaceWith)?.tool;
  const named = successor !== undefined && isVisible(kernel, successor, principal);
  return refuse(kernel.server, 'TOOL_RETIRED', {
    gate: 'find',
    tool,
    values: { sunset },
    ...(named && { advice: `Use '${successor.name}' instead.`, data: { replace_with: successor.name } }),
  });
}
