import { isDeepStrictEqual } from 'node:util';

type Matcher = (argument: unknown, actual: unknown) => string | null;

/** The matchers of an example's `expect`, by name. Each answers what is wrong, or null. */
const matchers: Readonly<Record<string, Matcher>> = {
  $pattern: (pattern, actual) =>
    typeof actual === 'string' && new RegExp(String(pattern), 'u').test(actual)
      ? null
      : `does not match ${String(pattern)}`,
  $length: (length, actual) =>
    (typeof actual === 'string' || Array.isArray(actual)) && actual.length === length
      ? null
      : `is not of length ${String(length)}`,
  $any: (type, actual) =>
    (type === true ? actual !== undefined : typeOf(actual) === type) ? null : `is not any ${String(type)}`,
  $absent: (absent, actual) => ((actual === undefined) === (absent === true) ? null : 'should be absent'),
  $gte: (bound, actual) =>
    typeof actual === 'number' && actual >= Number(bound) ? null : `is not at least ${String(bound)}`,
  $approx: (near, actual) =>
    typeof actual === 'number' && Math.abs(actual - Number(near)) <= Math.max(Math.abs(Number(near)) * 1e-6, 1e-9)
      ? null
      : `is not about ${String(near)}`,
};

/**
 * Compares an answer with an example's `expect`: named keys must match, others are free unless `$exact: true` closes
 * the object; lists match item by item. Returns what differs, a sentence a place; empty when all matches.
 */
export function mismatches(expected: unknown, actual: unknown, path = 'the answer'): readonly string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} should be a list and is ${shown(actual)}.`];
    if (actual.length !== expected.length)
      return [`${path} should have ${expected.length} items and has ${actual.length}.`];
    return expected.flatMap((item, index) => mismatches(item, actual[index], `${path}[${index}]`));
  }
  if (!isRecord(expected)) {
    return isDeepStrictEqual(expected, actual) ? [] : [`${path} should be ${shown(expected)} and is ${shown(actual)}.`];
  }
  const names = Object.keys(expected);
  const matching = names.filter((name) => name in matchers);
  if (matching.length > 0) {
    return matching.flatMap((name) => {
      const wrong = matchers[name]!(expected[name], actual);
      return wrong === null ? [] : [`${path} ${wrong}: ${shown(actual)}.`];
    });
  }
  if (!isRecord(actual)) return [`${path} should be an object and is ${shown(actual)}.`];
  const named = names.filter((name) => name !== '$exact');
  const extra = expected.$exact === true ? Object.keys(actual).filter((name) => !named.includes(name)) : [];
  return [
    ...named.flatMap((name) => mismatches(expected[name], actual[name], `${path}.${name}`)),
    ...extra.map((name) => `${path} has a key '${name}' that the example does not name, and says $exact.`),
  ];
}

/** Puts what earlier steps kept in the place of `$name`, at any depth. A name that nothing kept stays as it is. */
export function withKept<T>(value: T, kept: ReadonlyMap<string, unknown>): T {
  if (typeof value === 'string' && value.startsWith('$') && kept.has(value.slice(1)))
    return kept.get(value.slice(1)) as T;
  if (Array.isArray(value)) return value.map((item) => withKept(item, kept)) as T;
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withKept(item, kept)])) as T;
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : value === undefined ? 'undefined' : typeof value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
