import { isRecord } from '../is-record.js';
import type { Finding } from './finding.js';

/** Deeper than any declared shape; recursion further in stays well within the stack. */
const maxDepth = 64;

/** PostgreSQL stores neither, and UTF-8 has no unpaired surrogates. */
const unstorable = /\0|\p{Surrogate}/u;

interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** What no schema speaks of: keys that mean something to JavaScript, text that a database cannot keep. */
export interface Hostile {
  readonly findings: readonly Finding[];
  /** So deep that nothing more should look at it; `findings` then has only this. */
  readonly tooDeep: boolean;
}

/** Without recursion, since it is what makes recursion safe after it. */
export function findHostile(input: unknown): Hostile {
  const findings: Finding[] = [];
  const open: Place[] = [{ value: input, path: [] }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, path } = place;
    if (typeof value === 'string' && unstorable.test(value)) findings.push(unstorableText(path));
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= maxDepth) return { findings: [nestedTooDeep(path.slice(0, 1))], tooDeep: true };
    for (const [name, inner] of Object.entries(value)) {
      const here = [...path, name];
      if (isRecord(value) && name === '__proto__') findings.push(forbiddenKey(here));
      else if (unstorable.test(name)) findings.push(unstorableText(here));
      else open.push({ value: inner, path: here });
    }
  }
  return { findings, tooDeep: false };
}

function nestedTooDeep(path: readonly string[]): Finding {
  const limit = `at most ${maxDepth} levels`;
  return { path, says: `must be nested ${limit} deep`, expected: limit, received: 'more levels' };
}

function forbiddenKey(path: readonly string[]): Finding {
  return { path, says: 'is not known', expected: 'nothing', received: 'an unknown field' };
}

function unstorableText(path: readonly string[]): Finding {
  return {
    path,
    says: 'must be without NUL characters and unpaired surrogates',
    expected: 'text without NUL characters and unpaired surrogates',
    received: 'text with one',
  };
}
