import type { Action, PrincipalDeclaration, Program, Prompt, Requirement, Resource, Tool } from '../model.js';
import { parametersOf } from './completions.js';
import { lookup } from './lookup.js';

/** The gates that a declaration alone decides, in the order in which a call meets them. */
export type StaticGate = 'context' | 'audience' | 'privilege' | 'write_gate';

/**
 * `where` is said of calls that pass only with some arguments. `detail` is what is missing: the context, the audiences
 * any of which would do, or the privilege.
 */
export type Access =
  | { readonly allowed: true; readonly where?: string }
  | { readonly allowed: false; readonly code: string; readonly gate: StaticGate; readonly detail?: string };

/** What of a tool its access depends on. */
export type Guarded = Pick<Tool, 'context' | 'audience' | 'requires' | 'writeMode' | 'actions' | 'input'>;

/** A resource or a prompt as what it is to the gates: a tool that reads. */
export function asReading(one: Resource | Prompt): Guarded {
  const { context, audience, requires } = one;
  const input = { kind: 'object', properties: parametersOf(one) } as const;
  return { context, audience, requires, writeMode: 'read', actions: [], input };
}

/** Whether a principal of the demo data gets through to a tool's input, or which gate refuses first. */
export function access(program: Program, tool: Guarded, principal: PrincipalDeclaration, action?: Action): Access {
  const missing = lookup(program)
    .contexts(tool.context)
    .find((context) => !Object.hasOwn(principal.context, context.name));
  if (missing) return refused(missing.error, 'context', missing.name);

  if (!tool.audience.some((audience) => principal.audiences.includes(audience))) {
    return refused('FORBIDDEN', 'audience', tool.audience.join('|'));
  }

  const held = privilegesOf(program, principal);
  const requirements = requirementsOf(tool, action);
  const lacking = requirements.find((requirement) => isStatic(requirement) && !held.has(requirement.privilege));
  if (lacking) return refused('FORBIDDEN', 'privilege', lacking.privilege);

  const writes = (action ?? tool).writeMode !== 'read';
  if (writes && !principal.writes) return refused('WRITE_NOT_ALLOWED', 'write_gate');

  return byArgument(tool, held, requirements);
}

/** The actions that a tool's access is told by: each of its actions, or the tool as a whole. */
export function accessActions(tool: Guarded): readonly (Action | undefined)[] {
  return tool.actions.length > 0 ? tool.actions : [undefined];
}

/** The tool's requirements and those its action adds, each privilege once. */
function requirementsOf(tool: Guarded, action?: Action): readonly Requirement[] {
  const all = [...tool.requires, ...(action?.requires ?? [])];
  return all.filter((requirement, index) => all.findIndex((other) => sameRequirement(other, requirement)) === index);
}

function sameRequirement(one: Requirement, other: Requirement): boolean {
  return one.privilege === other.privilege && one.of === other.of;
}

function isStatic(requirement: Requirement): boolean {
  return requirement.of === undefined && requirement.entityPaths === undefined;
}

function privilegesOf(program: Program, principal: PrincipalDeclaration): ReadonlySet<string> {
  return new Set(program.server.roles.find((role) => role.name === principal.role)?.privileges);
}

/** Privileges that depend on arguments: for which values of the input the principal holds them. */
function byArgument(tool: Guarded, held: ReadonlySet<string>, requirements: readonly Requirement[]): Access {
  const clauses: string[] = [];
  for (const { privilege, of, entityPaths } of requirements) {
    if (entityPaths) clauses.push(`${entityPaths.join(' and ')} name only entities with ${privilege}`);
    if (of === undefined) continue;
    const values = valuesOf(tool, of);
    const open = values.filter((value) => held.has(privilege.replaceAll('{}', value)));
    if (values.length > 0 && open.length === 0)
      return refused('FORBIDDEN', 'privilege', privilege.replaceAll('{}', `{${of}}`));
    if (values.length === 0) clauses.push(`${privilege.replaceAll('{}', `{${of}}`)} is held`);
    else if (open.length < values.length) clauses.push(`${of} is ${open.join(' or ')}`);
  }
  return clauses.length > 0 ? { allowed: true, where: clauses.join(', ') } : { allowed: true };
}

/** The values of an enum-like input; none where the type is open. */
function valuesOf(tool: Guarded, input: string): readonly string[] {
  const type = tool.input.properties.find((property) => property.name === input)?.type;
  return type?.kind === 'enum' ? type.values.map(String) : [];
}

function refused(code: string, gate: StaticGate, detail?: string): Access {
  return { allowed: false, code, gate, ...(detail === undefined ? {} : { detail }) };
}
