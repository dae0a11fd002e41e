import type { Shape, Tool } from '../tool.js';
import { isRecord } from './match.js';

/** The shape of a tool's answer to some arguments, before anything is left out of it; null for content. */
export function outputShape(tool: Tool, input: Readonly<Record<string, unknown>>): Shape | null {
  const { output } = tool;
  switch (output.kind) {
    case 'object':
      return output.shape;
    case 'list':
      return { type: 'object', properties: { [output.as]: { type: 'array', items: output.of } } };
    case 'variants': {
      const variants = Object.values(output.variants);
      return (
        variants.find(({ when }) => Object.entries(when).every(([name, value]) => input[name] === value))?.shape ?? null
      );
    }
    case 'outcomes': {
      const result: Shape = { type: 'object', properties: { value: output.value } };
      return { type: 'object', properties: { results: { type: 'array', items: result }, ...output.properties } };
    }
    case 'content':
      return null;
  }
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
  if (output.kind === 'variants') return Object.values(output.variants).map(({ shape }) => shape);
  const shape = outputShape(tool, {});
  return shape ? [shape] : [];
}
