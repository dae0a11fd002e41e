import type { Program, Type } from '../../model.js';
import { lookup } from '../../program/lookup.js';
import { code } from '../../view.js';

/** A type as a reader of the reference wants it: `string, 1 to 120 characters`, `list of Project`. */
export function typeWords(program: Program, type: Type): string {
  const words = bareWords(program, type);
  return type.nullable ? `${words}, or null` : words;
}

function bareWords(program: Program, type: Type): string {
  switch (type.kind) {
    case 'string':
      return join([
        'string',
        type.format,
        range(type.minLength, type.maxLength, 'characters'),
        type.pattern && code(type.pattern),
      ]);
    case 'integer':
    case 'number':
      return join([
        type.kind,
        range(type.minimum, type.maximum),
        type.exclusiveMinimum === undefined ? undefined : `over ${type.exclusiveMinimum}`,
        type.exclusiveMaximum === undefined ? undefined : `under ${type.exclusiveMaximum}`,
        type.multipleOf === undefined ? undefined : `a multiple of ${type.multipleOf}`,
      ]);
    case 'boolean':
      return 'boolean';
    case 'enum':
      return type.values.map((value) => code(String(value))).join(', ');
    case 'list':
      return join([
        `list of ${typeWords(program, type.of)}`,
        range(type.minItems, type.maxItems, 'items'),
        type.uniqueItems && 'no two alike',
      ]);
    case 'map':
      return `map of ${typeWords(program, type.of)}`;
    case 'object':
      return type.open ? 'object with any keys' : 'object';
    case 'raw':
      return 'JSON';
    case 'named': {
      const declared = lookup(program).type(type).type;
      return declared.kind === 'object' ? type.name : bareWords(program, declared);
    }
  }
}

function range(least: number | undefined, most: number | undefined, unit = ''): string | undefined {
  const of = unit === '' ? '' : ` ${unit}`;
  if (least !== undefined && most !== undefined) return `${least} to ${most}${of}`;
  if (least !== undefined) return `at least ${least}${of}`;
  if (most !== undefined) return `at most ${most}${of}`;
  return undefined;
}

function join(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
}
