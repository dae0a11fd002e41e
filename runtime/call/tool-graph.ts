import type { Tool } from '../tool.js';
import type { Kernel } from './call.js';

type Handlers = Kernel['handlers'];

const awaited = new WeakMap<Handlers, ReadonlySet<string>>();

/** Whether some tool waits for this one to have been called. */
export function isAwaited(handlers: Handlers, tool: Tool): boolean {
  const known = awaited.get(handlers) ?? new Set([...handlers.values()].flatMap((each) => waitsFor(each.tool)));
  awaited.set(handlers, known);
  return known.has(tool.name);
}

function waitsFor({ dependsOn }: Tool): readonly string[] {
  return (dependsOn?.session ?? []).map(({ tool }) => tool);
}

const expanded = new WeakMap<Handlers, WeakMap<readonly string[], ReadonlySet<string>>>();

/** What an allow-list opens: the tools that it names, and those that they in turn allow. */
export function allowedTools(handlers: Handlers, named: readonly string[]): ReadonlySet<string> {
  const byList = expanded.get(handlers) ?? new WeakMap<readonly string[], ReadonlySet<string>>();
  expanded.set(handlers, byList);
  const known = byList.get(named);
  if (known) return known;
  const allowed = new Set(named);
  // A set hands out as well what is added while it is gone through.
  for (const name of allowed) {
    for (const one of handlers.get(name)?.tool.dependsOn?.allowlist ?? []) allowed.add(one);
  }
  byList.set(named, allowed);
  return allowed;
}
