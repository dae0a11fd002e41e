import type { ObjectType, Output, Property, Tool, Type } from '../model.js';

const STATUSES = ['done', 'pending', 'failed', 'needs_person'];

/** What a tool answers whose items succeed or fail one by one: `results`, and the properties declared beside it. */
export function outcomeType(tool: Tool, output: Extract<Output, { kind: 'outcomes' }>): ObjectType {
  const results: Type = { kind: 'list', of: oneOutcome(tool, output) };
  return {
    kind: 'object',
    properties: [
      property(tool, 'results', results, 'What became of each item, in the order given.', true),
      ...output.properties,
    ],
  };
}

/** One item and what became of it. */
export function oneOutcome(tool: Tool, output: Extract<Output, { kind: 'outcomes' }>): ObjectType {
  const list = tool.input.properties.find((input) => input.name === output.per)?.type;
  const item: Type = list?.kind === 'list' ? list.of : { kind: 'raw', schema: {} };
  const optional: readonly (readonly [name: string, type: Type, description: string])[] = [
    ['value', output.value, 'What came of it, when done.'],
    ['error', { kind: 'string' }, 'Why it failed.'],
    ['url', { kind: 'string', format: 'uri' }, 'Where a person goes on with it.'],
    ['next', { kind: 'string' }, 'The tool to call next.'],
  ];
  return {
    kind: 'object',
    properties: [
      property(tool, 'item', item, 'The item as given.', true),
      property(tool, 'status', { kind: 'enum', values: STATUSES }, 'How it stands.', true),
      ...optional.map(([name, type, description]) => property(tool, name, type, description, false)),
    ],
  };
}

function property(tool: Tool, name: string, type: Type, description: string, required: boolean): Property {
  return { name, place: tool.place, type, description, required };
}
