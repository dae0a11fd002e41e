import type { Question } from '../model.js';
import { formSchema } from './form-schema.js';
import type { Printable } from './print-value.js';
import { type ShapeScope, shapeOf } from './shape.js';

/** Questions by name, each with what its answers are checked with and what clients show; undefined for none. */
export function asksDeclaration(asks: readonly Question[], scope: Omit<ShapeScope, 'position'>): Printable | undefined {
  if (asks.length === 0) return undefined;
  return Object.fromEntries(
    asks.map(({ name, message, form }) => {
      const shape = shapeOf({ kind: 'object', properties: form }, { ...scope, position: 'input' });
      return [name, { message, form: shape, schema: formSchema(form, scope.lookup) }];
    }),
  );
}
