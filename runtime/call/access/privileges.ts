import type { Output, Server, Shape, Tool } from '../../tool.js';
import type { Kernel } from '../call.js';
import { operationsOf } from '../operations.js';
import { satisfies } from '../visible-tools.js';
import { allTools } from './access-rows.js';

/** A privilege of the program, as people read it. */
export interface DeclaredPrivilege {
  readonly privilege: string;
  readonly title: string;
  readonly sensitive: boolean;
  /** What it is about: `organization` of `marketplace:organization:read`, behind the module's title where there are several. */
  readonly group: string;
}

/** Every privilege that the program's modules declare, in their order. */
export function declaredPrivileges({ modules }: Server): readonly DeclaredPrivilege[] {
  const several = Object.keys(modules).length > 1;
  return Object.values(modules).flatMap(({ title: module, privileges }) =>
    Object.entries(privileges).map(([privilege, { title, sensitive = false }]) => ({
      privilege,
      title,
      sensitive,
      group: `${several ? `${module}: ` : ''}${privilege.split(':')[1] ?? privilege}`,
    })),
  );
}

/**
 * Whom a privilege is for: the audiences of all that asks for it, be it a tool, a resource, a prompt, or a field of what they
 * answer. Empty where nothing does.
 */
export function audiencesOf(kernel: Kernel, privilege: string): ReadonlySet<string> {
  const { resources, prompts } = kernel.subjects;
  const callable = [...allTools(kernel), ...[...resources, ...prompts].map(({ handler }) => handler.tool)];
  return new Set(callable.filter((tool) => asksFor(tool, privilege)).flatMap(({ audience }) => audience));
}

function asksFor(tool: Tool, privilege: string): boolean {
  const held = new Set([privilege]);
  const required = [{ requires: tool.requires }, ...operationsOf(tool, null)].flatMap(({ requires }) => requires);
  return required.some((requirement) => satisfies(held, requirement)) || shapesOf(tool.output).some(guards(privilege));
}

function shapesOf(output: Output): readonly Shape[] {
  switch (output.kind) {
    case 'object':
      return [output.shape];
    case 'list':
      return [output.of];
    case 'variants':
      return Object.values(output.variants).flatMap(shapesOf);
    case 'outcomes':
      return [output.value, ...Object.values(output.properties)];
    case 'content':
      return [];
  }
}

/** Whether a shape leaves something out for whoever lacks the privilege. */
function guards(privilege: string): (shape: Shape) => boolean {
  return function guarded(shape): boolean {
    const { properties = {}, items, additionalProperties } = shape;
    const within = [
      ...Object.values(properties),
      ...(items ? [items] : []),
      ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ];
    return shape.privilege === privilege || within.some(guarded);
  };
}
