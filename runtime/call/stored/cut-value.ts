import { isRecord } from '../is-record.js';
import type { Cut } from '../output/cut.js';

/** A list of two items or more, or a long text, somewhere within a value. */
interface Part {
  readonly path: readonly (string | number)[];
  readonly length: number;
  readonly bytes: number;
}

/** Shorter texts are names and addresses, of which a half is worth nothing. */
const SHORTEST_TEXT = 1_000;
const MOST_CUTS = 50;

/**
 * A copy of a value whose JSON has at most so many bytes: the largest lists within it cut from their end, then the
 * longest texts. Null where that does not help.
 */
export function cutValue(
  value: unknown,
  limit: number,
): { readonly value: unknown; readonly cuts: readonly Cut[] } | null {
  let whole = value;
  const cuts = new Map<string, Cut>();
  for (let step = 0; step < MOST_CUTS; step++) {
    const size = bytesOf(whole);
    if (size <= limit) return { value: whole, cuts: [...cuts.values()] };
    const part = largestPart(whole, 'list') ?? largestPart(whole, 'text');
    if (part === null) return null;
    const share = Math.max(0, (part.bytes - (size - limit)) / part.bytes);
    const shown = Math.min(part.length - 1, Math.floor(part.length * share));
    const pointer = part.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    cuts.set(pointer, { pointer, shown, of: cuts.get(pointer)?.of ?? part.length });
    whole = shorten(whole, part.path, shown);
  }
  return null;
}

function largestPart(value: unknown, kind: 'list' | 'text', path: Part['path'] = []): Part | null {
  const own =
    kind === 'list'
      ? Array.isArray(value) && value.length > 1
      : typeof value === 'string' && value.length > SHORTEST_TEXT;
  if (own) return { path, length: (value as string | unknown[]).length, bytes: bytesOf(value) };
  const within = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  const parts = within
    .map(([name, inner]) => largestPart(inner, kind, [...path, name]))
    .filter((part) => part !== null);
  return parts.reduce<Part | null>((largest, part) => (largest && largest.bytes >= part.bytes ? largest : part), null);
}

function shorten(value: unknown, [step, ...rest]: Part['path'], shown: number): unknown {
  if (step === undefined)
    return typeof value === 'string' ? wholeCharacters(value.slice(0, shown)) : (value as unknown[]).slice(0, shown);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? shorten(item, rest, shown) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [name, name === step ? shorten(inner, rest, shown) : inner]),
  );
}

/** Half a surrogate pair is no text. */
const wholeCharacters = (text: string) => text.replace(/[\ud800-\udbff]$/, '');

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
