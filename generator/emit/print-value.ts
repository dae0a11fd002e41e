import type { Json } from '../model.js';
import { literalKey, quote } from '../program/names.js';

/** The columns that generated code keeps to where it can. */
export const WIDTH = 120;

/** An expression that stands as it is: the name of a constant. */
export class Code {
  constructor(readonly text: string) {}
}

/** `{ ...name, key: value }`: a constant with some keys said anew. */
export class Spread {
  constructor(
    readonly name: string,
    readonly over: { readonly [key: string]: Printable },
  ) {}
}

export type Printable = Json | Code | Spread | readonly Printable[] | { readonly [key: string]: Printable };

/** The object without its undefined members. Own `__proto__` members survive, which assignment would lose. */
export function defined<Value>(object: { readonly [key: string]: Value | undefined }): {
  readonly [key: string]: Value;
} {
  return Object.fromEntries(Object.entries(object).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/**
 * A value as a person would write it: on one line where it fits in what `used` (columns before it, and what must follow
 * it on the line) leaves, else a member a line. `indent` is the column at which the line begins.
 */
export function printValue(value: Printable, indent = 0, used = indent): string {
  return flat(value, WIDTH - used) ?? broken(value, indent);
}

/** On one line within `room` columns, else null. */
function flat(value: Printable, room: number): string | null {
  const text = value instanceof Code ? value.text : isScalar(value) ? scalar(value) : flatMembers(value, room);
  return text === null || text.length > room ? null : text;
}

function flatMembers(value: Exclude<Printable, Code | string | number | boolean | null>, room: number): string | null {
  const parts: string[] = [];
  let left = room - 2;
  for (const [head, member] of members(value)) {
    const text = member === null ? '' : flat(member.value, left);
    if (text === null) return null;
    parts.push(head + text);
    left -= head.length + text.length + 2;
    if (left < -2) return null;
  }
  if (Array.isArray(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function broken(value: Printable, indent: number): string {
  if (value instanceof Code) return value.text;
  if (isScalar(value)) return scalar(value);
  const inner = ' '.repeat(indent + 2);
  const lines = members(value).map(([head, member]) => {
    if (member === null) return `${inner}${head},\n`;
    const text = printValue(member.value, indent + 2, indent + 2 + head.length + 1);
    const overflows = typeof member.value === 'string' && head !== '' && indent + 3 + head.length + text.length > WIDTH;
    return overflows ? `${inner}${head.trimEnd()}\n${inner}  ${text},\n` : `${inner}${head}${text},\n`;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
}

/** Each member's text before its value, and the value; null where the head is all of it. */
function members(
  value: Exclude<Printable, Code | string | number | boolean | null>,
): readonly (readonly [head: string, member: { readonly value: Printable } | null])[] {
  if (value instanceof Spread) return [[`...${value.name}`, null], ...members(value.over)];
  if (isList(value)) return value.map((item) => ['', { value: item }]);
  return Object.entries(value).map(([key, member]) =>
    member instanceof Code && member.text === key ? [key, null] : [`${literalKey(key)}: `, { value: member }],
  );
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

function isScalar(value: Printable): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

function scalar(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quote(value) : Object.is(value, -0) ? '-0' : String(value);
}
