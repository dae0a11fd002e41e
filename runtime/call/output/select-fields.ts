import type { Tool } from '../../tool.js';
import { isRecord } from '../is-record.js';

type Input = { readonly [argument: string]: unknown };

/**
 * The selectable fields (dotted paths) that a call does not get. A field on demand has to be named itself: its parent's
 * name does not bring it. A parent stays while anything beneath it is selected.
 */
export function unselectedFields({ fields }: Tool, input: Input): readonly string[] {
  if (fields === undefined) return [];
  const asked = Array.isArray(input.fields) ? input.fields : fields.default;
  const excluded = Array.isArray(input.exclude) ? input.exclude : [];
  const selected = asked.filter((field) => !excluded.some((other) => isWithin(field, other)));
  const all = [...fields.default, ...fields.onDemand];
  return all.filter((field) => !selected.some((other) => isWithin(other, field)));
}

/** A copy without these fields. */
export function withoutFields(value: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withoutFields(item, fields));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(
    kept.map(([name, inner]) => {
      const beneath = fields.filter((field) => field.startsWith(`${name}.`));
      return [
        name,
        withoutFields(
          inner,
          beneath.map((field) => field.slice(name.length + 1)),
        ),
      ];
    }),
  );
}

function isWithin(field: string, other: string): boolean {
  return field === other || field.startsWith(`${other}.`);
}
