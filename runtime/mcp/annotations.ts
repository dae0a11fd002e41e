import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Tool } from '../tool.js';

/** The four hints, derived from the declaration; of a tool with actions, the worst of them. */
export function annotationsOf(tool: Tool): Required<Omit<ToolAnnotations, 'title'>> {
  const parts = tool.actions === undefined ? [tool] : Object.values(tool.actions);
  return {
    readOnlyHint: parts.every((part) => part.writeMode === 'read'),
    destructiveHint: parts.some((part) => part.destructive),
    idempotentHint: parts.every((part) => part.idempotent),
    openWorldHint: tool.openWorld === true,
  };
}
