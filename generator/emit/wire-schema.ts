import type { Json } from '../model.js';
import { defined } from './print-value.js';
import type { PlainShape } from './shape.js';

/** A JSON Schema as clients see it. */
export type WireSchema = { readonly [keyword: string]: Json };

/** An input's shape without the annotations; what only they say becomes a keyword or a sentence. */
export function wireInput(shape: PlainShape): WireSchema {
  const { sensitivity, trust, privilege, detail, accepts, header, oneOfRequired, raw, ...keywords } = shape;
  return defined<Json>({
    ...mapInner(keywords, wireInput),
    description: sentences(keywords.description, oneOfRequired as readonly (readonly string[])[] | undefined),
    ...(raw as PlainShape | undefined),
    'x-mcp-header': header,
  });
}

/**
 * An output's shape as far as every caller and every format gets it: a property is required only if it is always there,
 * a stranger's text is wrapped, and closed objects are left open so that they may grow.
 */
export function wireOutput(shape: PlainShape, selectable: ReadonlySet<string> = new Set()): WireSchema {
  const { sensitivity, trust, privilege, detail, accepts, header, oneOfRequired, raw, ...keywords } = shape;
  if (trust === 'untrusted' && [shape.type].flat().includes('string')) return untrusted(shape);
  const inner = mapInner(keywords, (child) => wireOutput(child));
  const properties = (shape.properties ?? {}) as { readonly [name: string]: PlainShape };
  const required = ((shape.required ?? []) as readonly string[]).filter((name) => {
    const property = new Map(Object.entries(properties)).get(name);
    return property?.privilege === undefined && property?.detail === undefined && !selectable.has(name);
  });
  return defined<Json>({
    ...inner,
    description: sentences(keywords.description, oneOfRequired as readonly (readonly string[])[] | undefined),
    required: required.length > 0 ? required : undefined,
    additionalProperties: inner.additionalProperties === false ? undefined : inner.additionalProperties,
    ...(raw as PlainShape | undefined),
  });
}

function untrusted({ type, description }: PlainShape): WireSchema {
  return defined<Json>({
    type: Array.isArray(type) ? ['object', 'null'] : 'object',
    description,
    properties: { untrusted: { type: 'string' } },
    required: ['untrusted'],
  });
}

/** The schema with the schemas directly within it put through `change`. */
function mapInner(schema: PlainShape, change: (inner: PlainShape) => WireSchema): PlainShape {
  const { properties, items, additionalProperties } = schema as {
    readonly properties?: { readonly [name: string]: PlainShape };
    readonly items?: PlainShape;
    readonly additionalProperties?: boolean | PlainShape;
  };
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, change(inner)])),
    }),
    ...(items && { items: change(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: change(additionalProperties) }),
  };
}

/** JSON Schema would say it by composition, over which clients drop whole sessions. */
function sentences(
  description: Json | undefined,
  groups: readonly (readonly string[])[] | undefined,
): Json | undefined {
  if (groups === undefined) return description;
  const sentence = `Give ${groups.map((group) => group.join(' and ')).join(', or ')}.`;
  return description === undefined ? sentence : `${description} ${sentence}`;
}

/**
 * One flat object schema for several: every property that any of them has, required what all of them require. Where
 * they differ about a property, it is described but not constrained.
 */
export function mergeVariants(variants: readonly WireSchema[]): WireSchema {
  const properties = new Map<string, Json>();
  for (const variant of variants) {
    for (const [name, schema] of Object.entries(
      (variant.properties ?? {}) as { readonly [name: string]: WireSchema },
    )) {
      const known = properties.get(name) as WireSchema | undefined;
      properties.set(name, known === undefined ? schema : agreed(known, schema));
    }
  }
  const requirements = variants.map((variant) => new Set((variant.required ?? []) as readonly string[]));
  const required = [...properties.keys()].filter((name) => requirements.every((names) => names.has(name)));
  return defined<Json>({
    type: 'object',
    properties: Object.fromEntries(properties),
    required: required.length > 0 ? required : undefined,
  });
}

function agreed(one: WireSchema, other: WireSchema): WireSchema {
  const { description, ...constraints } = one;
  const { description: _, ...others } = other;
  if (JSON.stringify(constraints) === JSON.stringify(others)) return one;
  return defined<Json>({ description });
}
