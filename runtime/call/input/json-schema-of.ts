import type { JsonSchema, Shape } from '../../tool.js';

/**
 * The JSON Schema of a shape: annotations dropped, `raw` keywords put in their place. `position: input` also bounds
 * integers to those that a double holds exactly, so that none arrives rounded.
 */
export function jsonSchemaOf(shape: Shape, position: 'input' | 'output'): JsonSchema {
  const { sensitivity, trust, privilege, detail, accepts, header, oneOfRequired, raw, default: _, ...keywords } = shape;
  const { properties, items, additionalProperties } = shape;
  return {
    ...keywords,
    ...(position === 'input' && isInteger(shape) && integerBounds(shape)),
    ...(properties && { properties: mapValues(properties, (inner) => jsonSchemaOf(inner, position)) }),
    ...(items && { items: jsonSchemaOf(items, position) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: jsonSchemaOf(additionalProperties, position),
    }),
    ...raw,
  };
}

function isInteger({ type }: Shape): boolean {
  return type === 'integer' || (Array.isArray(type) && type.includes('integer'));
}

function integerBounds({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Shape): JsonSchema {
  return {
    ...(minimum === undefined && exclusiveMinimum === undefined && { minimum: Number.MIN_SAFE_INTEGER }),
    ...(maximum === undefined && exclusiveMaximum === undefined && { maximum: Number.MAX_SAFE_INTEGER }),
  };
}

function mapValues(record: { readonly [name: string]: Shape }, change: (shape: Shape) => JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(record).map(([name, shape]) => [name, change(shape)]));
}
