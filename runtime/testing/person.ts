import type { Shape } from '../tool.js';
import { isRecord } from './match.js';
import { validValue } from './valid-value.js';

/** A question as a client is asked to put it. */
export interface Asked {
  /** Where the wire tells it. */
  readonly key: string | null;
  readonly message: string;
  /** The form, as `elicitation/create` has it. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export type PersonsReply =
  | { readonly action: 'accept'; readonly content: Record<string, string | number | boolean | string[]> }
  | { readonly action: 'decline' | 'cancel' };

/** Whoever answers a client's questions. */
export type Person = (asked: Asked) => PersonsReply;

/** Fills in what a form requires: the first choice, the least that fits. The same every time. */
export const willing: Person = ({ schema }) => ({
  action: 'accept',
  content: validValue(formShape(schema)) as Record<string, string | number | boolean | string[]>,
});

export const unwilling: Person = () => ({ action: 'decline' });

/** A form's schema with its titled choices as plain ones. */
export function formShape(schema: Readonly<Record<string, unknown>>): Shape {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const plain = Object.entries(properties).map(([name, field]) => [name, fieldShape(isRecord(field) ? field : {})]);
  return { ...schema, properties: Object.fromEntries(plain) };
}

function fieldShape({ oneOf, items, ...field }: Readonly<Record<string, unknown>>): Shape {
  const choices = titled(oneOf);
  if (choices) return { ...field, enum: choices };
  if (!isRecord(items)) return field;
  return { ...field, items: { ...items, enum: titled(items.anyOf) ?? (items.enum as readonly string[]) } };
}

function titled(choices: unknown): readonly string[] | null {
  return Array.isArray(choices) ? choices.map((choice) => String(Object(choice).const)) : null;
}
