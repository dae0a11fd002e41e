import type { Log } from '../diagnostic/diagnostic.js';
import type { Node, ScalarNode } from '../read/node.js';

/** What each matcher is given. */
const matchers: Readonly<Record<string, (node: ScalarNode) => string | null>> = {
  $pattern: ({ value }) => (typeof value === 'string' && isPattern(value) ? null : 'a regular expression'),
  $length: ({ value }) => (Number.isInteger(value) && Number(value) >= 0 ? null : 'a whole number'),
  $any: ({ value }) => (value === true ? null : 'true'),
  $absent: ({ value }) => (value === true ? null : 'true'),
  $gte: ({ value }) => (typeof value === 'number' ? null : 'a number'),
  $approx: ({ value }) => (typeof value === 'number' ? null : 'a number'),
};

/** A map that stands for a value: `{ $pattern: "^pub_" }`. `$exact` only closes the object it is in. */
export function isMatcher(node: Node): node is Node & { kind: 'map' } {
  return node.kind === 'map' && node.entries.some(({ key }) => key.value.startsWith('$') && key.value !== '$exact');
}

export function checkMatcher(node: Node & { kind: 'map' }, log: Log): void {
  for (const { key, value } of node.entries) {
    const matcher = Object.hasOwn(matchers, key.value) ? matchers[key.value] : undefined;
    if (!matcher) {
      log.report('unknown-matcher', key.span, { name: key.value }, { candidates: Object.keys(matchers) });
      continue;
    }
    const expected = value.kind === 'scalar' ? matcher(value) : 'one value';
    if (expected !== null) log.report('example-expectation', value.span, { expected: `${expected} for ${key.value}` });
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
