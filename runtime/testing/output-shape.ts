import type { ListOutput, ObjectOutput, Output, Shape, Tool, Variant } from '../tool.js';
import { isRecord } from './match.js';

type Input = Readonly<Record<string, unknown>>;
type Variants = { readonly kind: 'variants' };

/** The shape of a tool's answer to some arguments, before anything is left out of it; null for content. */
export function outputShape(tool: Tool, input: Input): Shape | null {
  const output = answerTo(tool, input);
  switch (output?.kind) {
    case 'object':
    case 'list':
      return wholeShape(output);
    case 'outcomes': {
      const result: Shape = { type: 'object', properties: { value: output.value } };
      return { type: 'object', properties: { results: { type: 'array', items: result }, ...output.properties } };
    }
    default:
      return null;
  }
}

/** What the tool is declared to answer to some arguments; null where that is nothing. */
export function answerTo({ output, input: { properties } }: Tool, input: Input): Exclude<Output, Variants> | null {
  if (output.kind !== 'variants') return output;
  const argument = (name: string) => input[name] ?? properties?.[name]?.default;
  const fits = ({ when }: Variant) => Object.entries(when).every(([name, value]) => argument(name) === value);
  return Object.values(output.variants).find(fits) ?? null;
}

function wholeShape(output: ObjectOutput | ListOutput): Shape {
  if (output.kind === 'object') return output.shape;
  return { type: 'object', properties: { [output.as]: { type: 'array', items: output.of } } };
}

/** A property as declared, met in a value: `path` without indexes, `value` undefined where it is absent. */
export interface Met {
  readonly path: string;
  readonly shape: Shape;
  readonly value: unknown;
  /** False for one that may be left out. */
  readonly required: boolean;
}

/** Every declared property, with each value that an answer has for it: a property in a list of three is met thrice. */
export function* met(shape: Shape, value: unknown, path = ''): Generator<Met> {
  if (shape.items && Array.isArray(value)) {
    for (const item of value) yield* met(shape.items, item, path);
  }
  if (!isRecord(value)) return;
  for (const [name, property] of Object.entries(shape.properties ?? {})) {
    const here = path === '' ? name : `${path}.${name}`;
    yield { path: here, shape: property, value: value[name], required: shape.required?.includes(name) ?? false };
    yield* met(property, value[name], here);
  }
  if (typeof shape.additionalProperties === 'object') {
    for (const [name, item] of Object.entries(value)) {
      if (!(name in (shape.properties ?? {})))
        yield* met(shape.additionalProperties, item, path === '' ? '*' : `${path}.*`);
    }
  }
}

/** Every declared property of a shape with its path, whether a value has it or not. */
export function* declared(shape: Shape, path = ''): Generator<{ readonly path: string; readonly shape: Shape }> {
  if (shape.items) yield* declared(shape.items, path);
  if (typeof shape.additionalProperties === 'object')
    yield* declared(shape.additionalProperties, path === '' ? '*' : `${path}.*`);
  for (const [name, property] of Object.entries(shape.properties ?? {})) {
    const here = path === '' ? name : `${path}.${name}`;
    yield { path: here, shape: property };
    yield* declared(property, here);
  }
}

/** All shapes that a tool may answer with. */
export function outputShapes(tool: Tool): readonly Shape[] {
  const { output } = tool;
  if (output.kind === 'variants') return Object.values(output.variants).map(wholeShape);
  const shape = outputShape(tool, {});
  return shape ? [shape] : [];
}
