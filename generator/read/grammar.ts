import { type Form, mismatch, type Read } from './form.js';
import type { At, Node, Span } from './node.js';

export type { Form, Read, Schema } from './form.js';

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
