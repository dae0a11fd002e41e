import formats from 'ajv-formats/dist/formats.js';
import type { ObjectType, Property, Scalar, Type } from '../model.js';
import type { Node, Span } from '../read/node.js';
import type { CheckedTypes } from './check-scope.js';
import { typeKey } from './check-scope.js';

/** How a written value is compared with its type. */
export interface ValueCheck {
  readonly types: CheckedTypes['types'];
  /** Says what was expected at a place. */
  readonly refuse: (span: Span, expected: string) => void;
  /** A literal stands where a secret would. */
  readonly secret?: (node: Node) => void;
  /** A map or text that stands for a value (a matcher, `$kept`) is dealt with here: true, and it is not looked at. */
  readonly standsFor?: (node: Node) => boolean;
  /** Required properties may be missing: what an example expects names only some. */
  readonly partial?: true;
  /** Within text by strangers, which answers wrap: `{ untrusted: … }`. */
  readonly untrusted?: true;
}

/** Reports every part of a written value that does not fit its type. */
export function checkValue(node: Node, type: Type, check: ValueCheck): void {
  if (check.standsFor?.(node)) return;
  if (node.kind === 'scalar' && node.value === null) {
    if (!type.nullable && type.kind !== 'raw') check.refuse(node.span, `${expected(type)}, and not null`);
    return;
  }
  switch (type.kind) {
    case 'named': {
      const declared = check.types.get(typeKey(type.module, type.name));
      if (declared)
        checkValue(node, declared.type, declared.trust === 'untrusted' ? { ...check, untrusted: true } : check);
      return;
    }
    case 'raw':
      return;
    case 'list':
      if (node.kind !== 'list') {
        check.refuse(node.span, expected(type));
        return;
      }
      if (type.minItems !== undefined && node.items.length < type.minItems)
        check.refuse(node.span, `at least ${type.minItems} items`);
      if (type.maxItems !== undefined && node.items.length > type.maxItems)
        check.refuse(node.span, `at most ${type.maxItems} items`);
      for (const item of node.items) checkValue(item, type.of, check);
      return;
    case 'map':
      if (node.kind !== 'map') {
        check.refuse(node.span, expected(type));
        return;
      }
      for (const { value } of node.entries) checkValue(value, type.of, check);
      return;
    case 'object':
      if (node.kind === 'map') checkObject(node, type, check);
      else check.refuse(node.span, expected(type));
      return;
    default: {
      if (check.partial && check.untrusted && node.kind === 'map') {
        for (const { key, value } of node.entries) if (key.value === 'untrusted') checkValue(value, type, check);
        return;
      }
      const problem = node.kind === 'scalar' ? scalarProblem(node.value, type) : expected(type);
      if (problem !== null) check.refuse(node.span, problem);
    }
  }
}

function checkObject(node: Node & { kind: 'map' }, type: ObjectType, check: ValueCheck): void {
  const known = new Map(type.properties.map((property) => [property.name, property]));
  const present = new Set<string>();
  for (const { key, value } of node.entries) {
    const property = known.get(key.value);
    present.add(key.value);
    if (check.standsFor && key.value.startsWith('$')) continue;
    if (property) checkProperty(value, property, check);
    else if (!type.open)
      check.refuse(
        key.span,
        known.size === 0 ? 'no properties' : `one of the properties ${[...known.keys()].join(', ')}`,
      );
  }
  if (check.partial) return;
  for (const property of type.properties) {
    if (property.required && !present.has(property.name)) check.refuse(node.span, `the property '${property.name}'`);
  }
  const groups = type.oneOfRequired;
  if (groups && !groups.some((group) => group.every((name) => present.has(name)))) {
    check.refuse(node.span, groups.map((group) => group.join(' and ')).join(', or '));
  }
}

function checkProperty(node: Node, property: Property, check: ValueCheck): void {
  const declared =
    property.type.kind === 'named' ? check.types.get(typeKey(property.type.module, property.type.name)) : undefined;
  const secret = property.sensitivity === 'secret' || declared?.sensitivity === 'secret';
  if (secret && node.kind === 'scalar' && typeof node.value === 'string' && !node.value.startsWith('$'))
    check.secret?.(node);
  checkValue(node, property.type, property.trust === 'untrusted' ? { ...check, untrusted: true } : check);
}

type ScalarType = Exclude<Type, { kind: 'named' | 'raw' | 'list' | 'map' | 'object' }>;

/** What was expected in place of a scalar; null where it fits. */
function scalarProblem(value: Scalar, type: ScalarType): string | null {
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : expected(type);
    case 'enum':
      return type.values.includes(value) ? null : expected(type);
    case 'string':
      if (typeof value !== 'string') return expected(type);
      if (type.minLength !== undefined && [...value].length < type.minLength)
        return `at least ${type.minLength} characters`;
      if (type.maxLength !== undefined && [...value].length > type.maxLength)
        return `at most ${type.maxLength} characters`;
      if (type.pattern !== undefined && !matches(value, type.pattern)) return `text that matches ${type.pattern}`;
      return type.format === undefined || hasFormat(value, type.format) ? null : `text of the format ${type.format}`;
    default:
      if (typeof value !== 'number' || (type.kind === 'integer' && !Number.isInteger(value))) return expected(type);
      if (type.minimum !== undefined && value < type.minimum) return `${type.minimum} or more`;
      if (type.maximum !== undefined && value > type.maximum) return `${type.maximum} or less`;
      if (type.exclusiveMinimum !== undefined && value <= type.exclusiveMinimum)
        return `more than ${type.exclusiveMinimum}`;
      if (type.exclusiveMaximum !== undefined && value >= type.exclusiveMaximum)
        return `less than ${type.exclusiveMaximum}`;
      return type.multipleOf !== undefined && !isMultiple(value, type.multipleOf)
        ? `a multiple of ${type.multipleOf}`
        : null;
  }
}

function expected(type: Type): string {
  switch (type.kind) {
    case 'string':
      return 'text';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'enum':
      return `one of ${type.values.join(', ')}`;
    case 'list':
      return 'a list';
    case 'map':
    case 'object':
      return 'a map';
    case 'named':
      return `a ${type.name}`;
    case 'raw':
      return 'a value';
  }
}

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true; // the pattern's own diagnostic says enough
  }
}

export const knownFormats: readonly string[] = Object.keys(formats.fullFormats);

function hasFormat(value: string, name: string): boolean {
  const format = formats.fullFormats[name as keyof typeof formats.fullFormats] as unknown;
  if (format instanceof RegExp) return format.test(value);
  if (typeof format === 'function') return format(value) === true;
  if (typeof format === 'object' && format !== null && 'validate' in format) {
    const { validate } = format;
    return validate instanceof RegExp
      ? validate.test(value)
      : typeof validate !== 'function' || validate(value) === true;
  }
  return true;
}

function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}
