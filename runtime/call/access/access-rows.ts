import type { Tool } from '../../tool.js';
import type { Kernel } from '../call.js';
import type { Operation } from '../operations.js';
import { operationsOf } from '../operations.js';

/** What access is decided for: a tool, or one action of it. */
export interface AccessRow extends Operation {
  readonly tool: Tool;
  /** Null: the tool as a whole, whose actions ask for nothing of their own. */
  readonly action: string | null;
}

/** Every tool of a program, by name. */
export function allTools({ handlers }: Pick<Kernel, 'handlers'>): readonly Tool[] {
  const tools = new Set([...handlers.values()].map(({ tool }) => tool));
  return [...tools].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** One row for a tool; or one for each of its actions, where any asks for a privilege of its own. */
export function accessRows(tool: Tool): readonly AccessRow[] {
  const asking = Object.values(tool.actions ?? {}).some(({ requires }) => requires.length > 0);
  return asking ? actionRows(tool) : [{ tool, action: null, requires: tool.requires, writeMode: tool.writeMode }];
}

/** One row for each action of a tool, whatever it asks for; one for the tool where it has none. */
export function actionRows(tool: Tool): readonly AccessRow[] {
  const actions = tool.actions === undefined ? [null] : Object.keys(tool.actions);
  return actions.flatMap((action) => operationsOf(tool, action).map((operation) => ({ ...operation, tool, action })));
}
