import type { Tool } from '../model.js';
import type { Span } from '../read/node.js';
import { answersSecrets, type CheckedTool, type Whole } from './check-links.js';

/** Dependencies among tools: no cycles, and no allow-list that opens more than it says. */
export function checkGraph(tools: readonly CheckedTool[], whole: Whole): void {
  findCycles(
    tools,
    'These tools wait for each other',
    (tool) => tool.dependsOn.session.map((one) => one.tool),
    (one) => one.keys.depends_on?.session?.span,
    whole,
  );
  findCycles(
    tools,
    'These tools allow each other',
    (tool) => tool.dependsOn.allowlist,
    (one) => one.keys.depends_on?.allowlist?.span,
    whole,
  );
  findCycles(
    tools,
    'These tools run each other',
    (tool) => tool.composes.map((step) => toolOf(step, whole)),
    (one) => one.keys.composes?.span,
    whole,
  );
  for (const one of tools) checkAllowlist(one, whole);
}

export const deeds = { create: 'creates things', update: 'changes things', delete: 'deletes things' } as const;

/** A step may carry an action behind the name. */
function toolOf(step: string, { tools }: Whole): string {
  return tools.has(step) ? step : step.slice(0, step.lastIndexOf('.'));
}

function findCycles(
  tools: readonly CheckedTool[],
  what: string,
  next: (tool: Tool) => readonly string[],
  place: (one: CheckedTool) => Span | undefined,
  { scope, tools: byName }: Whole,
): void {
  const done = new Set<string>();
  const visit = (one: Tool, path: readonly string[]): readonly string[] | null => {
    const at = path.indexOf(one.name);
    if (at >= 0) return [...path.slice(at), one.name];
    if (done.has(one.name)) return null;
    for (const name of next(one)) {
      const target = byName.get(name);
      const cycle = target ? visit(target, [...path, one.name]) : null;
      if (cycle) return cycle;
    }
    done.add(one.name);
    return null;
  };
  for (const one of tools) {
    const cycle = visit(one.tool, []);
    const span = place(one);
    if (cycle?.[0] === one.tool.name && span) scope.log.report('cycle', span, { what, path: cycle.join(' → ') });
    if (cycle) for (const name of cycle) done.add(name);
  }
}

/** Allowing a tool allows what it lists, and what that lists. None of it may write or answer secrets. */
function checkAllowlist({ keys, tool }: CheckedTool, { scope, tools, types }: Whole): void {
  const written = keys.depends_on?.allowlist;
  if (!written) return;
  const reached = new Set<string>();
  const open = [...tool.dependsOn.allowlist];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const target = tools.get(name);
    if (!target || reached.has(name)) continue;
    reached.add(name);
    open.push(...target.dependsOn.allowlist);
    const why =
      target.writeMode !== 'read'
        ? `is a ${target.writeMode}`
        : answersSecrets(target, types)
          ? 'answers secrets'
          : null;
    if (why !== null) {
      const related = [{ span: { ...target.place, length: 1 }, message: 'This is the tool.' }];
      scope.log.report('allowlist-widens', written.span, { name, why }, { related });
    }
  }
}
