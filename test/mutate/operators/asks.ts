import type { Tool } from '../../../runtime/tool.js';
import { changed, type Mutant, toolMutant } from '../mutant.js';
import { shapeMutants } from './input.js';

/** Every question: what it says, the form that is shown, the form that answers are checked with. */
export function asksMutants(tool: Tool): readonly Mutant[] {
  return Object.entries(tool.asks ?? {}).flatMap(([name, { message, schema }]) => {
    const path = ['asks', name];
    const put = (key: string, what: string, steps: readonly string[], value: unknown) =>
      toolMutant(tool, `asks.${name}.${key}`, what, (served) => changed(served, [...path, ...steps], value));
    const properties = Object.keys(Object(schema.properties));
    return [
      toolMutant(tool, `asks.${name}`, 'taken away', (served) => changed(served, path, undefined)),
      put('message', 'another', ['message'], `${message} Really?`),
      ...properties.map((property) =>
        put('schema', `without ${property}`, ['schema', 'properties', property], undefined),
      ),
      ...(schema.required ? [put('schema', 'nothing required', ['schema', 'required'], undefined)] : []),
      ...shapeMutants(tool, tool.asks?.[name]?.form ?? {}, [...path, 'form'], [`asks.${name}.form`]),
    ];
  });
}

/** What a tool reports of its progress. */
export function progressMutants(tool: Tool): readonly Mutant[] {
  if (!tool.progress) return [];
  return [toolMutant(tool, 'progress', 'taken away', (served) => changed(served, ['progress'], undefined))];
}
