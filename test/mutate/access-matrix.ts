import { outputShapes } from '../../runtime/testing/output-shape.js';
import { privilegesOf, sees, spelled } from '../../runtime/testing/standing.js';
import type { Program, Requirement, Shape, Tool } from '../../runtime/tool.js';

/**
 * What a program means for the principals of its demo data, by declaration alone: which gate each meets at each tool
 * and action, whether the tool is listed, and which privileged properties come. Two programs with the same matrix
 * cannot be told apart by who calls.
 */
export function accessMatrix({ server, tools }: Program): string {
  const rows = Object.entries(server.principals).flatMap(([name, { audiences, context }]) => {
    const held = privilegesOf(server, name);
    return tools.flatMap((tool) => {
      const missing = contexts(tool, server).filter((each) => !(each in context));
      const audience = tool.audience.some((each) => audiences.includes(each));
      const reaches = missing.length === 0 && audience;
      const actions = Object.entries(tool.actions ?? { '': { requires: [] } });
      const gates = actions.map(([action, { requires }]) => {
        const passes = holds(held, [...tool.requires, ...requires]);
        const comes =
          reaches && passes ? privileged(tool).map((privilege) => privilege === '' || held.has(privilege)) : [];
        const asked = [...tool.requires, ...requires].filter(({ of }) => of !== undefined);
        const spells = reaches ? asked.flatMap((each) => spelled(each, tool.input)).map((each) => held.has(each)) : [];
        return [action, missing[0] ?? null, missing.length > 0 || audience, !reaches || passes, comes, spells];
      });
      return [[name, tool.name, sees(server, name, tool), gates]];
    });
  });
  return JSON.stringify(rows);
}

function contexts(tool: Tool, server: Program['server']): string[] {
  const chain: string[] = [];
  for (let name = tool.context; name !== null; name = server.contexts[name]?.within ?? null) chain.unshift(name);
  return chain;
}

function holds(held: ReadonlySet<string>, requires: readonly Requirement[]): boolean {
  return requires.every(({ privilege }) => privilege.includes('{}') || held.has(privilege));
}

/** Privileges of properties, each as often as it stands; `''` for a property that needs none. */
function privileged(tool: Tool): string[] {
  return outputShapes(tool).flatMap((shape) => [...within(shape)]);
}

function* within(shape: Shape): Generator<string> {
  for (const property of Object.values(shape.properties ?? {})) {
    yield property.privilege ?? '';
    yield* within(property);
  }
  if (shape.items) yield* within(shape.items);
}
