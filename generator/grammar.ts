import type { Log } from './diagnostic.js';
import type { Json } from './model.js';
import type { At, Node, Span } from './node.js';

/**
 * What a place in the language may hold: how it is read, and its JSON Schema for editors. A form reports what does not
 * fit and then gives undefined (or as much as could be read), so that one mistake does not hide the next.
 */
export interface Form<T> {
  /** For sentences: `expected {what}`. */
  readonly what: string;
  readonly schema: () => Schema;
  readonly read: (node: Node, log: Log) => T | undefined;
}

export type Schema = { readonly [keyword: string]: Json };
export type Read<F> = F extends Form<infer T> ? T : never;

export interface Entry<T> {
  readonly key: At<string>;
  readonly value: T;
}

/** What was read of a map with known keys. Any of them may be missing: reports are made, reading goes on. */
export type Record_<F> = {
  readonly span: Span;
  /** The keys that stand there, also those whose value could not be read. */
  readonly written: ReadonlySet<string>;
} & { readonly [K in keyof F]?: Read<F[K]> };

type Fields = { readonly [key: string]: Form<unknown> };

/** Text on one or more lines, trimmed. What cannot be seen cannot be reviewed, so invisible characters are refused. */
export const text: Form<At<string>> = {
  what: 'text',
  schema: () => ({ type: 'string', minLength: 1 }),
  read(node, log) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return mismatch(node, 'text', log);
    const value = node.value.trim();
    if (value === '') return mismatch(node, 'text', log);
    const hidden = /[\p{Cf}\p{Cs}\p{Cc}]/u.exec(value.replace(/[\n\t]|\u200d/g, ''));
    if (hidden) log.report('invisible-character', node.span, { code: codePoint(hidden[0]) });
    return { value, span: node.span };
  },
};

export const flag: Form<At<boolean>> = {
  what: 'true or false',
  schema: () => ({ type: 'boolean' }),
  read: (node, log) =>
    node.kind === 'scalar' && typeof node.value === 'boolean'
      ? { value: node.value, span: node.span }
      : mismatch(node, 'true or false', log),
};

export const number: Form<At<number>> = {
  what: 'a number',
  schema: () => ({ type: 'number' }),
  read: (node, log) =>
    node.kind === 'scalar' && typeof node.value === 'number'
      ? { value: node.value, span: node.span }
      : mismatch(node, 'a number', log),
};

export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Form<At<number>> {
  const what =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return {
    what,
    schema: () => ({ type: 'integer', minimum, maximum }),
    read: (node, log) =>
      node.kind === 'scalar' &&
      Number.isInteger(node.value) &&
      Number(node.value) >= minimum &&
      Number(node.value) <= maximum
        ? { value: Number(node.value), span: node.span }
        : mismatch(node, what, log),
  };
}

/** Anything: the node itself. */
export const anything: Form<Node> = { what: 'any value', schema: () => ({}), read: (node) => node };

export const anyMap: Form<Node & { kind: 'map' }> = {
  what: 'a map',
  schema: () => ({ type: 'object' }),
  read: (node, log) => (node.kind === 'map' ? node : mismatch(node, 'a map', log)),
};

/** One of a few words. */
export function choice<const Words extends readonly string[]>(words: Words): Form<At<Words[number]>> {
  const what = `one of ${words.join(', ')}`;
  return {
    what,
    schema: () => ({ enum: words }),
    read(node, log) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return mismatch(node, what, log);
      if (words.includes(node.value)) return { value: node.value, span: node.span };
      log.report('unknown-word', node.span, { word: node.value, words: words.join(', ') }, { candidates: words });
      return undefined;
    },
  };
}

/** Text of a certain form, turned into what it means: `256KiB` into bytes. */
export function parsed<T>(what: string, pattern: string, convert: (text: string) => T | null): Form<At<T>> {
  return {
    what,
    schema: () => ({ type: 'string', pattern }),
    read(node, log) {
      const value = node.kind === 'scalar' && typeof node.value === 'string' ? convert(node.value.trim()) : null;
      return value === null ? mismatch(node, what, log) : { value, span: node.span };
    },
  };
}

export function list<T>(item: Form<T>): Form<At<readonly T[]>> {
  const what = 'a list';
  return {
    what,
    schema: () => ({ type: 'array', items: item.schema() }),
    read(node, log) {
      if (node.kind !== 'list') return mismatch(node, `a list of ${item.what}`, log);
      const value = node.items.map((one) => item.read(one, log)).filter((one) => one !== undefined);
      return { value, span: node.span };
    },
  };
}

/** A map whose keys are names of the author's. */
export function mapOf<T>(item: Form<T>): Form<At<readonly Entry<T>[]>> {
  return {
    what: 'a map',
    schema: () => ({ type: 'object', additionalProperties: item.schema() }),
    read(node, log) {
      if (node.kind !== 'map') return mismatch(node, 'a map', log);
      const value: Entry<T>[] = [];
      for (const entry of node.entries) {
        const read = item.read(entry.value, log);
        if (read !== undefined) value.push({ key: entry.key, value: read });
      }
      return { value, span: node.span };
    },
  };
}

/** A map with the language's own keys. */
export function record<F extends Fields>(
  what: string,
  fields: F,
  required: readonly (keyof F & string)[] = [],
): Form<Record_<F>> {
  const known = Object.keys(fields);
  return {
    what,
    schema: () => ({
      type: 'object',
      properties: Object.fromEntries(known.map((key) => [key, fields[key]!.schema()])),
      required,
      additionalProperties: false,
    }),
    read(node, log) {
      if (node.kind !== 'map') return mismatch(node, what, log);
      const seen = new Set<string>();
      const result: { [key: string]: unknown; span: Span } = { span: node.span, written: seen };
      for (const { key, value } of node.entries) {
        if (!Object.hasOwn(fields, key.value)) {
          log.report('unknown-key', key.span, { key: key.value, what }, { candidates: known });
          continue;
        }
        seen.add(key.value);
        const read = fields[key.value]!.read(value, log);
        if (read !== undefined) result[key.value] = read;
      }
      for (const key of required) if (!seen.has(key)) log.report('missing-key', node.span, { key, what });
      return result as Record_<F>;
    },
  };
}

/** One form for text and numbers, one for lists, one for maps: whichever is written decides. */
export function byKind<F extends { readonly [Kind in Node['kind']]?: Form<unknown> }>(
  forms: F,
): Form<Read<F[keyof F]>> {
  const all: readonly Form<unknown>[] = Object.values(forms);
  const what = all.map((form) => form.what).join(' or ');
  return {
    what,
    schema: () => ({ anyOf: all.map((form) => form.schema()) }),
    read(node, log) {
      const form = forms[node.kind] as Form<Read<F[keyof F]>> | undefined;
      return form ? form.read(node, log) : mismatch(node, what, log);
    },
  };
}

/** For forms that contain themselves: a named definition of the editor schema. */
export function lazy<T>(name: string, what: string, form: () => Form<T>): Form<T> {
  return { what, schema: () => ({ $ref: `#/$defs/${name}` }), read: (node, log) => form().read(node, log) };
}

/** Says in editors what a key means. */
export function about<T>(description: string, form: Form<T>): Form<T> {
  return { ...form, schema: () => ({ ...form.schema(), description }) };
}

function mismatch(node: Node, expected: string, log: Log): undefined {
  log.report('wrong-shape', node.span, { expected, found: foundIn(node) });
}

function foundIn(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'boolean') return `${node.value}`;
  if (typeof node.value === 'number') return `the number ${node.value}`;
  return node.value.trim() === '' ? 'empty text' : `the text '${node.value.trim()}'`;
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
