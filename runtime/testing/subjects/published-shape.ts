import type { JsonSchema, Shape } from '../../tool.js';

/**
 * What a caller who holds some privileges gets of a shape, as JSON Schema and closed: text by strangers wrapped, and
 * nothing that needs another privilege.
 */
export function publishedShape(shape: Shape, held: ReadonlySet<string>): JsonSchema {
  const { properties, required, items, additionalProperties, raw, trust, ...rest } = shape;
  if (trust === 'untrusted' && [shape.type].flat().includes('string')) return wrapped(rest);
  const { sensitivity, privilege, detail, accepts, header, oneOfRequired, default: _, ...keywords } = rest;
  const seen = Object.entries(properties ?? {}).filter(
    ([, { privilege: asks }]) => asks === undefined || held.has(asks),
  );
  const names = new Set(seen.map(([name]) => name));
  return {
    ...raw,
    ...keywords,
    ...(items && { items: publishedShape(items, held) }),
    ...(properties && { properties: Object.fromEntries(seen.map(([name, one]) => [name, publishedShape(one, held)])) }),
    ...(required && { required: required.filter((name) => names.has(name)) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: publishedShape(additionalProperties, held) }
      : additionalProperties !== undefined && { additionalProperties }),
  };
}

function wrapped({ type }: Shape): JsonSchema {
  const nullable = Array.isArray(type) && type.includes('null');
  return {
    type: nullable ? ['object', 'null'] : 'object',
    properties: { untrusted: { type: 'string' } },
    required: ['untrusted'],
    additionalProperties: false,
  };
}
