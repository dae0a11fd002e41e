import type { Json } from '../model.js';
import { type Node, toJson } from '../read/node.js';
import type { TypeContext } from './check-type-context.js';

const composition = new Set([
  'oneOf',
  'anyOf',
  'allOf',
  'if',
  'then',
  'else',
  'not',
  '$ref',
  '$defs',
  '$dynamicRef',
  'definitions',
  'dependentSchemas',
]);

/** A fragment without composition, which is reported and left out wherever it stands. */
export function rawSchema(node: Node & { kind: 'map' }, context: TypeContext): { readonly [keyword: string]: Json } {
  const strip = (part: Node): Json => {
    if (part.kind === 'list') return part.items.map(strip);
    if (part.kind === 'scalar') return toJson(part);
    const kept = part.entries.filter(({ key }) => {
      if (composition.has(key.value)) context.scope.log.report('composition-stripped', key.span, { key: key.value });
      return !composition.has(key.value);
    });
    return Object.fromEntries(kept.map(({ key, value }) => [key.value, strip(value)]));
  };
  return strip(node) as { readonly [keyword: string]: Json };
}
