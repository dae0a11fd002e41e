import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** One request and its response as the document prints them; what hangs on data stands as a pattern or a type. */
export interface Printed {
  readonly title: string;
  /** The demo principal that asks. */
  readonly as: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The day on which it is asked, where what is asked would be too late today. */
  readonly on?: string;
  /** By REST. */
  readonly status: number;
  readonly body: unknown;
  /** What this server says beside the printed fields, in the same places. */
  readonly added?: object;
  /** The noun under which a bare list stands over MCP. */
  readonly noun?: string;
  /** JSON-RPC's number, where the error is no result. */
  readonly rpc?: number;
}

/** Any number of the same, but one at least; those that are printed are among them. */
export class Each {
  constructor(
    readonly item: unknown,
    readonly among: readonly unknown[],
  ) {}
}

export const each = (item: unknown, ...among: readonly unknown[]) => new Each(item, among);
export const number: unknown = expect.any(Number);
export const boolean: unknown = expect.any(Boolean);
export const text: unknown = expect.any(String);
/** The document's integers are examples: what a thing is shows in its id. */
export const id: unknown = expect.stringMatching(/^[a-z]{2,4}_\w+$/);
export const date: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
/** `2024-01-01T00:00:00+00:00` */
export const moment: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
export const orNull = (value: unknown): unknown => expect.toBeOneOf([value, null]);

/** Field by field: none is missing, none is there that is neither printed nor listed as added. Their order is free. */
export function expectPrinted(actual: unknown, { body, added }: Pick<Printed, 'body' | 'added'>): void {
  expect(actual).toEqual(expanded(added === undefined ? body : merged(body, added), actual));
}

function merged(printed: unknown, added: unknown): unknown {
  if (!isPlain(printed) || !isPlain(added)) return added;
  const together = Object.keys(added).map((name) => [
    name,
    name in printed ? merged(printed[name], added[name]) : added[name],
  ]);
  return { ...printed, ...Object.fromEntries(together) };
}

/** Puts as many items in the place of an `Each` as there are. */
function expanded(expected: unknown, actual: unknown): unknown {
  if (expected instanceof Each) {
    const items: readonly unknown[] = Array.isArray(actual) && actual.length > 0 ? actual : [undefined];
    const missing = expected.among.filter((printed) => !items.some((one) => isDeepStrictEqual(one, printed)));
    return [...items.map((one) => expanded(expected.item, one)), ...missing];
  }
  if (Array.isArray(expected))
    return expected.map((one, index) => expanded(one, Array.isArray(actual) ? actual[index] : undefined));
  if (!isPlain(expected)) return expected;
  const found = isPlain(actual) ? actual : {};
  return Object.fromEntries(Object.entries(expected).map(([name, one]) => [name, expanded(one, found[name])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
