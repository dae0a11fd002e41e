import type { Program } from '../model.js';

/**
 * The same Program with everything in it that comes from separate files or is looked up by name in a fixed order, so
 * that output does not depend on the order in which files were read. Properties, examples and failures keep the order
 * their author gave them.
 */
export function sortProgram(program: Program): Program {
  const { server } = program;
  return {
    server: {
      ...server,
      audiences: sortedKeys(server.audiences),
      contexts: byName(server.contexts),
      principals: byName(server.principals),
      roles: byName(server.roles.map((role) => ({ ...role, privileges: [...role.privileges].sort() }))),
      plans: sortedKeys(server.plans),
      profiles: byName(server.profiles),
      errors: by(server.errors, ({ code }) => code),
    },
    modules: byName(
      program.modules.map((module) => ({
        ...module,
        domains: sortedKeys(module.domains),
        privileges: byName(module.privileges),
        types: byName(module.types),
      })),
    ),
    tools: by(program.tools, ({ module, domain, stem }) => `${module}/${domain}/${stem}`),
    resources: by(program.resources, ({ module, stem }) => `${module}/${stem}`),
    prompts: by(program.prompts, ({ module, stem }) => `${module}/${stem}`),
  };
}

function byName<Named extends { readonly name: string }>(list: readonly Named[]): readonly Named[] {
  return by(list, ({ name }) => name);
}

/** By code unit: no locale of a machine has a say. */
function by<Item>(list: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return list
    .map((item) => [key(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}

function sortedKeys<Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(by(Object.entries(map), ([key]) => key));
}
