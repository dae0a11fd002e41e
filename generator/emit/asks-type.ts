import type { Property, Tool } from '../model.js';
import type { Statement } from './print-source.js';
import { interfaceOf, type TypeScope } from './type.js';

/** `Questions`: what an accepted answer to each declared question holds; nothing for a tool that asks none. */
export function asksType({ asks, place }: Tool, scope: TypeScope): readonly Statement[] {
  if (asks.length === 0) return [];
  const properties = asks.map(
    ({ name, message, form }): Property => ({
      name,
      place,
      type: { kind: 'object', properties: form },
      description: message,
      required: true,
    }),
  );
  return [interfaceOf('Questions', { kind: 'object', properties }, scope, { doc: 'Accepted answers, by question.' })];
}
