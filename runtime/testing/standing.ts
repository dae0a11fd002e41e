import type { Requirement, Server, Shape, Tool } from '../tool.js';

/** The privileges that a declared principal's role holds. */
export function privilegesOf(server: Server, principal: string): ReadonlySet<string> {
  const role = server.principals[principal]?.role ?? null;
  return new Set(role === null ? [] : (server.roles[role] ?? []));
}

/**
 * Whether tools/list shows a tool to a principal: audience and privileges open it, or one of its actions. Context,
 * scope and write gate hide nothing.
 */
export function sees(
  server: Server,
  principal: string,
  tool: Pick<Tool, 'audience' | 'requires' | 'actions'>,
): boolean {
  const audiences = server.principals[principal]?.audiences ?? [];
  const held = privilegesOf(server, principal);
  const actions = Object.values(tool.actions ?? {});
  return (
    tool.audience.some((audience) => audiences.includes(audience)) &&
    holds(held, tool.requires) &&
    (actions.length === 0 || actions.some(({ requires }) => holds(held, requires)))
  );
}

function holds(held: ReadonlySet<string>, requires: readonly Requirement[]): boolean {
  return requires.every(({ privilege }) => {
    const [before, after] = privilege.split('{}');
    if (before === undefined || after === undefined) return held.has(privilege);
    return [...held].some((name) => name.startsWith(before) && name.endsWith(after));
  });
}

/** The tenant of a principal's declared context: its id, and the word for it in `_meta`. Null without one. */
export function tenantOf(server: Server, principal: string): { readonly meta: string; readonly id: string } | null {
  for (const [name, context] of Object.entries(server.contexts)) {
    const id = server.principals[principal]?.context[name];
    if (context.tenant && id !== undefined) return { meta: context.meta, id };
  }
  return null;
}

/** Whether a tool works within the tenant: its context is the tenant's, or lies within it. */
export function isTenantTool(server: Server, tool: Pick<Tool, 'context'>): boolean {
  for (let name = tool.context; name !== null; name = server.contexts[name]?.within ?? null) {
    if (server.contexts[name]?.tenant) return true;
  }
  return false;
}

/** The privileges that a requirement may turn out to ask: one, or one for each value of the argument that spells it. */
export function spelled({ privilege, of }: Requirement, input: Shape): readonly string[] {
  const values = of === undefined ? [] : (input.properties?.[of]?.enum ?? []);
  return values.length === 0 ? [privilege] : values.map((value) => privilege.replaceAll('{}', String(value)));
}
