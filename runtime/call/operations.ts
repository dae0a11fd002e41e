import type { Requirement, Tool, WriteMode } from '../tool.js';

/** What the gates weigh: a tool, or one action of it with what the tool asks for any. */
export interface Operation {
  readonly requires: readonly Requirement[];
  readonly writeMode: WriteMode;
}

const made = new WeakMap<Tool, ReadonlyMap<string | null, readonly Operation[]>>();

/**
 * The operations that a call may turn out to be: the action it names. A call that names none (and will not pass `input`)
 * may still be any, so a gate refuses it only if it would refuse every one.
 */
export function operationsOf(tool: Tool, action: string | null): readonly Operation[] {
  const known = made.get(tool) ?? operationsByAction(tool);
  made.set(tool, known);
  return known.get(action) ?? [];
}

function operationsByAction(tool: Tool): ReadonlyMap<string | null, readonly Operation[]> {
  if (tool.actions === undefined) return new Map([[null, [tool]]]);
  const single = Object.entries(tool.actions).map(([name, { requires, writeMode }]): [string, Operation] => [
    name,
    { requires: [...tool.requires, ...requires], writeMode },
  ]);
  return new Map<string | null, readonly Operation[]>([
    [null, single.map(([, operation]) => operation)],
    ...single.map(([name, operation]): [string, readonly Operation[]] => [name, [operation]]),
  ]);
}

/** Whether a call is known to change nothing: each operation that it may be reads. */
export function readsOnly(tool: Tool, action: string | null): boolean {
  return operationsOf(tool, action).every(({ writeMode }) => writeMode === 'read');
}
