import type { Json } from '../../model.js';

/** What an example expects as a reader wants it: matchers in words between angle quotes, the rest as JSON. */
export function expectedAnswer(expect: Json): string {
  return JSON.stringify(inWords(expect), null, 2);
}

function inWords(expect: Json): Json {
  if (Array.isArray(expect)) return expect.map(inWords);
  if (typeof expect !== 'object' || expect === null) return expect;
  const words = Object.entries(expect).flatMap(([key, value]) => matcherWords(key, value));
  if (words.length > 0) return `‹${words.join(', ')}›`;
  return Object.fromEntries(
    Object.entries(expect)
      .filter(([key]) => key !== '$exact')
      .map(([key, value]) => [key, inWords(value)]),
  );
}

function matcherWords(key: string, value: Json): readonly string[] {
  switch (key) {
    case '$pattern':
      return [`matches ${String(value)}`];
    case '$length':
      return [`${JSON.stringify(value)} long`];
    case '$any':
      return [value === true ? 'anything' : `any ${String(value)}`];
    case '$absent':
      return [value === true ? 'absent' : 'present'];
    case '$gte':
      return [`at least ${JSON.stringify(value)}`];
    case '$approx':
      return [`about ${JSON.stringify(value)}`];
    default:
      return [];
  }
}
