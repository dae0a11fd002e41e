import * as fc from 'fast-check';
import type { Shape } from '../tool.js';

/** One value of each format that inputs use. */
const samples: Readonly<Record<string, string>> = {
  date: '2026-01-02',
  'date-time': '2026-01-02T03:04:05Z',
  time: '03:04:05Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/a',
  'uri-reference': '/a',
  uuid: '6f1a3c52-8a0e-4b7d-9c55-0d5e5b1f2a11',
  'json-pointer': '/a',
  regex: '^a$',
};

/** A value that fits a shape, the same every time: required properties only, the smallest that is allowed. */
export function validValue(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  switch (typeOf(shape)) {
    case 'string':
      return validString(shape);
    case 'integer':
    case 'number':
      return validNumber(shape);
    case 'boolean':
      return true;
    case 'array':
      return distinct(shape.items ?? {}, shape.minItems ?? 0);
    case 'object':
      return validObject(shape);
    case 'null':
      return null;
    default:
      return 'any';
  }
}

/** A shape's type, `null` aside: `string` of `['string', 'null']`. */
export function typeOf(shape: Shape): string | undefined {
  return typeof shape.type === 'string' ? shape.type : shape.type?.find((type) => type !== 'null');
}

export function isNullable(shape: Shape): boolean {
  return Array.isArray(shape.type) && shape.type.includes('null');
}

/** A string of exactly `length` characters that fits all else the shape says, or null where there is none. */
export function stringOfLength(shape: Shape, length: number): string | null {
  if (shape.enum || length < 0) return null;
  const fits = fitsString(shape);
  const seeds = [validString({ ...shape, minLength: 0, maxLength: 10_000 }), ...sampled(shape.pattern ?? '^a*$', 20)];
  for (const seed of seeds) {
    // A schema counts characters; where JavaScript counts otherwise, the text would be shorter than it seems.
    if ([...seed].length !== seed.length) continue;
    if (seed.length === length && fits(seed)) return seed;
    for (let index = 0; index < Math.max(seed.length, 1); index++) {
      const character = seed[index] ?? 'a';
      const grown =
        seed.slice(0, index) + character.repeat(Math.max(length - seed.length + 1, 0)) + seed.slice(index + 1);
      if (grown.length === length && fits(grown)) return grown;
      const cut = seed.slice(0, index) + seed.slice(index + seed.length - length);
      if (seed.length > length && cut.length === length && fits(cut)) return cut;
    }
  }
  return null;
}

/** `count` different values of a shape, fewer where the shape has no more. */
export function distinct(shape: Shape, count: number): unknown[] {
  const candidates = shape.enum ?? [validValue(shape), ...variations(shape, count)];
  const found = new Map(candidates.map((value) => [JSON.stringify(value), value]));
  return [...found.values()].slice(0, count);
}

function variations(shape: Shape, count: number): unknown[] {
  const first = validValue(shape);
  const indexes = Array.from({ length: count }, (_, index) => index + 1);
  if (typeof first === 'number') return indexes.map((index) => first + index * (shape.multipleOf ?? 1));
  if (typeof first === 'boolean') return [!first];
  if (typeof first !== 'string') return [];
  if (shape.format === 'email') return indexes.map((index) => `someone${index}@example.com`);
  if (shape.format === 'uri') return indexes.map((index) => `https://example.com/${index}`);
  return sampled(shape.pattern ?? '^[a-z]{6,12}$', count * 2).filter(fitsString(shape));
}

function validObject(shape: Shape): Record<string, unknown> {
  const names = [...(shape.required ?? []), ...(shape.oneOfRequired?.[0] ?? [])];
  return Object.fromEntries(names.map((name) => [name, validValue(shape.properties?.[name] ?? {})]));
}

function validString(shape: Shape): string {
  const fits = fitsString(shape);
  const long = 'a'.repeat(Math.max(shape.minLength ?? 0, 1));
  const candidates = shape.pattern ? sampled(shape.pattern, 50) : [samples[shape.format ?? ''] ?? long];
  return candidates.find(fits) ?? candidates[0] ?? long;
}

function validNumber(shape: Shape): number {
  const step = shape.multipleOf ?? (typeOf(shape) === 'integer' ? 1 : 0.5);
  const low = shape.minimum ?? (shape.exclusiveMinimum === undefined ? undefined : shape.exclusiveMinimum + step);
  const high = shape.maximum ?? (shape.exclusiveMaximum === undefined ? undefined : shape.exclusiveMaximum - step);
  const wanted = Math.min(Math.max(1, low ?? 1), high ?? Number.MAX_SAFE_INTEGER);
  return shape.multipleOf ? Math.ceil(wanted / step) * step : wanted;
}

function fitsString(shape: Shape): (text: string) => boolean {
  const pattern = shape.pattern === undefined ? null : new RegExp(shape.pattern, 'u');
  return (text) =>
    (pattern?.test(text) ?? true) &&
    text.length >= (shape.minLength ?? 0) &&
    text.length <= (shape.maxLength ?? Number.POSITIVE_INFINITY);
}

/** The same strings for the same pattern, always. */
function sampled(pattern: string, count: number): string[] {
  return fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed: 1, numRuns: count });
}
