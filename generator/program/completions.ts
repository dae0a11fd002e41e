import type { Program, Prompt, Resource } from '../model.js';
import { lookup } from './lookup.js';

/** A name that parameters of one module say after `complete:`, and the contexts that all who use it guarantee. */
export interface Completion {
  readonly module: string;
  readonly name: string;
  readonly contexts: readonly string[];
}

/** Every completion that the program asks for, sorted by module and name. */
export function completionsOf(program: Program): readonly Completion[] {
  const users = new Map<string, readonly (string | null)[]>();
  for (const one of [...program.resources, ...program.prompts]) {
    for (const { complete } of parametersOf(one)) {
      if (complete === undefined) continue;
      const key = `${one.module}/${complete}`;
      users.set(key, [...(users.get(key) ?? []), one.context]);
    }
  }
  return [...users]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, contexts]) => {
      const [module = '', name = ''] = key.split('/');
      return { module, name, contexts: guaranteed(program, contexts) };
    });
}

export function parametersOf(one: Resource | Prompt) {
  return 'uri' in one ? one.parameters : one.arguments;
}

function guaranteed(program: Program, contexts: readonly (string | null)[]): readonly string[] {
  const chains = contexts.map((context) =>
    lookup(program)
      .contexts(context)
      .map(({ name }) => name),
  );
  const [first = [], ...others] = chains;
  return first.filter((name) => others.every((chain) => chain.includes(name)));
}
