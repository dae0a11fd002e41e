import type { Context, Module, NamedType, Program, Tool, Type, TypeDeclaration } from '../model.js';

/** Finds what a Program refers to by name. The checker has seen to it that everything is there. */
export interface Lookup {
  module(name: string): Module;
  type(named: NamedType): TypeDeclaration;
  /** The type itself: a named type's own, with what the reference says about it (description, null, default) on top. */
  resolve(type: Type): Exclude<Type, NamedType>;
  /** The declared context and everything that it is within, outermost first; empty for none. */
  contexts(name: string | null): readonly Context[];
  tool(wireName: string): Tool | undefined;
}

const made = new WeakMap<Program, Lookup>();

export function lookup(program: Program): Lookup {
  const known = made.get(program);
  if (known !== undefined) return known;
  const fresh = makeLookup(program);
  made.set(program, fresh);
  return fresh;
}

function makeLookup(program: Program): Lookup {
  const modules = new Map(program.modules.map((module) => [module.name, module]));
  const types = new Map(
    program.modules.flatMap((module) => module.types.map((type) => [`${module.name}.${type.name}`, type] as const)),
  );
  const contexts = new Map(program.server.contexts.map((context) => [context.name, context]));
  const tools = new Map(program.tools.map((tool) => [tool.name, tool]));
  const type = (named: NamedType): TypeDeclaration =>
    found(types.get(`${named.module}.${named.name}`), `type ${named.module}.${named.name}`);
  return {
    module: (name) => found(modules.get(name), `module ${name}`),
    type,
    resolve(given) {
      if (given.kind !== 'named') return given;
      const { kind, module, name, ...said } = given;
      const declaration = type(given);
      return { description: declaration.description, ...declaration.type, ...said };
    },
    contexts(name) {
      const chain: Context[] = [];
      for (let next = name ?? undefined; next !== undefined; next = chain[0]?.within) {
        chain.unshift(found(contexts.get(next), `context ${next}`));
      }
      return chain;
    },
    tool: (wireName) => tools.get(wireName),
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The checked program has no ${what}. This is a bug of the checker.`);
  return value;
}
