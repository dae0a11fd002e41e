import type { Shape } from '../../tool.js';

/** The shape of a property or an item; undefined where the shape above says nothing of it. */
export function shapeAt(shape: Shape, step: string): Shape | undefined {
  if (shape.properties && Object.hasOwn(shape.properties, step)) return shape.properties[step];
  if (shape.items && /^\d+$/.test(step)) return shape.items;
  return typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
}
