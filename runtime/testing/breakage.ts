import type { Shape } from '../tool.js';
import { isRecord } from './match.js';
import { distinct, isNullable, stringOfLength, typeOf, validValue } from './valid-value.js';

/** Stands for "not given". */
export const absent = Symbol('absent');

export type Path = readonly (string | number)[];

/** One constraint of an input met from outside (`breaks`) or just inside (`keeps`). */
export interface Trial {
  readonly path: Path;
  readonly keyword: string;
  readonly value: unknown;
}

/** Values that break one constraint each, and values at the edge of each constraint, for a shape and all within it. */
export interface Trials {
  readonly breaks: readonly Trial[];
  readonly keeps: readonly Trial[];
}

export function trialsOf(shape: Shape, path: Path = []): Trials {
  const breaks: Trial[] = [];
  const keeps: Trial[] = [];
  const broken = (keyword: string, value: unknown) => breaks.push({ path, keyword, value });
  const kept = (keyword: string, value: unknown) => keeps.push({ path, keyword, value });

  if (path.length > 0) {
    if (shape.type !== undefined) broken('type', wrongType(shape));
    (isNullable(shape) ? kept : broken)('null', null);
  }
  if (shape.enum) {
    broken('enum', typeof shape.enum[0] === 'number' ? Math.max(...shape.enum.map(Number)) + 1 : 'none_of_these');
    for (const value of shape.enum) kept('enum', value);
  }
  if (typeOf(shape) === 'string' && !shape.enum) stringTrials(shape, broken, kept);
  if (typeOf(shape) === 'integer' || typeOf(shape) === 'number') numberTrials(shape, broken, kept);
  if (typeOf(shape) === 'array') arrayTrials(shape, broken, kept);
  const within = [
    ...(shape.items ? [trialsOf(shape.items, [...path, 0])] : []),
    ...(shape.properties ? objectTrials(shape, path, breaks) : []),
  ];
  return {
    breaks: [...breaks, ...within.flatMap((trials) => trials.breaks)],
    keeps: [...keeps, ...within.flatMap((trials) => trials.keeps)],
  };
}

type Add = (keyword: string, value: unknown) => void;

function stringTrials(shape: Shape, broken: Add, kept: Add): void {
  kept('type', validValue(shape));
  if (shape.maxLength !== undefined) {
    const edge = longestString(shape);
    if (edge !== null) kept('maxLength', edge);
    const { maxLength: _, ...longer } = shape;
    broken('maxLength', stringOfLength(longer, shape.maxLength + 1) ?? 'a'.repeat(shape.maxLength + 1));
  }
  if (shape.minLength !== undefined && shape.minLength > 0) {
    const edge = stringOfLength(shape, shape.minLength);
    if (edge !== null) kept('minLength', edge);
    const { minLength: _, ...shorter } = shape;
    broken('minLength', stringOfLength(shorter, shape.minLength - 1) ?? 'a'.repeat(shape.minLength - 1));
  }
  if (shape.pattern !== undefined) {
    const pattern = new RegExp(shape.pattern, 'u');
    const wrong = ['~', ' ', 'a a ', '', 'A', '~'.repeat(Math.max(shape.minLength ?? 1, 1))].find(
      (text) => !pattern.test(text),
    );
    if (wrong !== undefined) broken('pattern', wrong);
  }
  if (shape.format !== undefined) broken('format', 'not of this format');
}

/** A string as long as the shape allows; null where its pattern or its format allows none that is so long. */
export function longestString(shape: Shape): string | null {
  const grown = { ...shape, ...(shape.format ? { pattern: edgePattern(shape.format) } : {}) };
  return shape.maxLength === undefined ? null : stringOfLength(grown, shape.maxLength);
}

/** Where a format decides the form, long values are grown in the part that may be long. */
function edgePattern(format: string): string {
  if (format === 'date-time') return '^2026-01-02T03:04:05\\.0+Z$';
  if (format === 'email') return '^a+@example\\.com$';
  if (format === 'uri') return '^https://example\\.com/a*$';
  return '^$';
}

function numberTrials(shape: Shape, broken: Add, kept: Add): void {
  const step = shape.multipleOf ?? 1;
  if (shape.minimum !== undefined) {
    kept('minimum', shape.minimum);
    broken('minimum', shape.minimum - step);
  }
  if (shape.maximum !== undefined) {
    kept('maximum', shape.maximum);
    broken('maximum', shape.maximum + step);
  }
  if (shape.exclusiveMinimum !== undefined) {
    kept('exclusiveMinimum', shape.exclusiveMinimum + step);
    broken('exclusiveMinimum', shape.exclusiveMinimum);
  }
  if (shape.exclusiveMaximum !== undefined) {
    kept('exclusiveMaximum', shape.exclusiveMaximum - step);
    broken('exclusiveMaximum', shape.exclusiveMaximum);
  }
  if (shape.multipleOf !== undefined) {
    const between = typeOf(shape) === 'integer' ? Math.ceil(shape.multipleOf / 2) : shape.multipleOf / 2;
    broken('multipleOf', Number(validValue(shape)) + between);
  }
}

function arrayTrials(shape: Shape, broken: Add, kept: Add): void {
  const items = shape.items ?? {};
  const many = (count: number) => {
    const values = shape.uniqueItems ? distinct(items, count) : [];
    return [...values, ...Array.from({ length: count - values.length }, () => validValue(items))];
  };
  if (shape.maxItems !== undefined) {
    if (!shape.uniqueItems || distinct(items, shape.maxItems).length === shape.maxItems)
      kept('maxItems', many(shape.maxItems));
    // Where there are not so many different values, one comes twice, and that is told as well.
    broken('maxItems', many(shape.maxItems + 1));
  }
  if (shape.minItems !== undefined && shape.minItems > 0) {
    kept('minItems', many(shape.minItems));
    broken('minItems', many(shape.minItems - 1));
  }
  if (shape.uniqueItems) broken('uniqueItems', [validValue(items), validValue(items)]);
}

function objectTrials(shape: Shape, path: Path, breaks: Trial[]): Trials[] {
  for (const name of shape.required ?? []) breaks.push({ path: [...path, name], keyword: 'required', value: absent });
  if (path.length > 0 && shape.additionalProperties === false)
    breaks.push({ path: [...path, unknown], keyword: 'additionalProperties', value: 1 });
  return Object.entries(shape.properties ?? {}).map(([name, property]) => trialsOf(property, [...path, name]));
}

/** An argument that no tool has. */
export const unknown = 'toolwright_unknown';

/** A value of another type that no lossless coercion mends. */
function wrongType(shape: Shape): unknown {
  switch (typeOf(shape)) {
    case 'string':
    case 'boolean':
      return { not: 'this' };
    case 'integer':
    case 'number':
      return 'many';
    default:
      return 7;
  }
}

/** A copy of `base` with `value` put at a path; objects and lists on the way are made of the shape when missing. */
export function planted(base: unknown, shape: Shape, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items =
      Array.isArray(base) && base.length > 0
        ? [...base]
        : distinct(shape.items ?? {}, Math.max(shape.minItems ?? 1, 1));
    items[step] = planted(items[step], shape.items ?? {}, rest, value);
    return items;
  }
  const made = isRecord(base) ? base : (validValue(shape) as Record<string, unknown>);
  if (rest.length === 0 && value === absent) {
    const { [step]: _, ...others } = made;
    return others;
  }
  const property = shape.properties?.[step] ?? {};
  return {
    ...made,
    [step]: planted(made[step] ?? (rest.length > 0 ? validValue(property) : undefined), property, rest, value),
  };
}
