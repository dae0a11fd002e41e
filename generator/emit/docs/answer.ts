import type { ListOutput, ObjectType, Output, Program, Property, Trust, Type, Variant } from '../../model.js';
import { lookup } from '../../program/lookup.js';
import { cell, code } from '../../view.js';
import { typeWords } from './type-words.js';

export interface Row {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** Fields that belong together; the title says when they are answered, where there is more than one part. */
export interface Part {
  readonly title?: string;
  readonly lead?: string;
  readonly rows: readonly Row[];
}

/** What a tool answers, one row a field, nested fields as `a.b` and list items as `a[].b`. */
export function answerOf(program: Program, output: Output): { readonly lead: string; readonly parts: readonly Part[] } {
  switch (output.kind) {
    case 'content':
      return { lead: 'MCP content blocks.', parts: [] };
    case 'object':
      return { lead: 'A JSON object.', parts: [{ rows: rowsOf(program, output.type, '') }] };
    case 'list':
      return { lead: listLead(output), parts: [{ rows: listRows(program, output) }] };
    case 'variants':
      return { lead: 'It depends on the arguments.', parts: variantParts(program, output.variants) };
    case 'outcomes':
      return {
        lead: `One result for each of ${code(output.per)}, in ${code('results[]')}: its ${code('item')}, its ${code('status')} (done, pending, failed, needs_person) and its ${code('value')} or ${code('error')}.`,
        parts: [
          {
            rows: [
              ...rowsOf(program, output.value, 'results[].value'),
              ...propertyRows(program, output.properties, ''),
            ],
          },
        ],
      };
  }
}

function listLead({ as, rest, capped }: ListOutput): string {
  const form = `An object with the list under ${code(as)}${rest === 'bare' ? '; over plain HTTP, the bare list' : ''}.`;
  if (!capped) return form;
  return `${form} Where there are more items than it may have, ${code('_meta.truncated')} says how many are shown, over plain HTTP the header ${code('Toolwright-Truncated')}.`;
}

function listRows(program: Program, { as, of }: ListOutput): readonly Row[] {
  return rowsOf(program, of, `${as}[]`);
}

/** Variants that answer the same fields in the same form share a part. */
function variantParts(program: Program, variants: readonly Variant[]): readonly Part[] {
  const parts = new Map<string, { titles: string[]; lead: string | undefined; rows: readonly Row[] }>();
  for (const variant of variants) {
    const isList = variant.kind === 'list';
    const rows = isList ? listRows(program, variant) : rowsOf(program, variant.type, '');
    const lead = isList ? listLead(variant) : undefined;
    const key = JSON.stringify([lead, rows]);
    const part = parts.get(key) ?? { titles: [], lead, rows };
    parts.set(key, part);
    const when = Object.entries(variant.when).map(([input, value]) => code(`${input}: ${String(value)}`));
    part.titles.push(when.join(' and '));
  }
  return [...parts.values()].map(({ titles, lead, rows }) => ({
    title: `With ${titles.join(' or ')}`,
    ...(lead === undefined ? {} : { lead }),
    rows,
  }));
}

function rowsOf(program: Program, type: Type, at: string): readonly Row[] {
  const whole = lookup(program).resolve(type);
  if (whole.kind === 'object') return objectRows(program, { ...whole, trust: trustOf(program, type) }, at);
  if (whole.kind === 'list') return rowsOf(program, whole.of, `${at}[]`);
  return at === ''
    ? []
    : [{ name: code(at), type: cell(typeWords(program, type)), description: cell(type.description ?? '') }];
}

function objectRows(
  program: Program,
  { properties, open, trust }: ObjectType & { readonly trust: Trust | undefined },
  at: string,
): readonly Row[] {
  const rows = propertyRows(program, properties, at);
  if (!open) return rows;
  const description = ['Not known beforehand.', trustWords(trust)].filter((note) => note !== '').join(' ');
  return [...rows, { name: code(at === '' ? '*' : `${at}.*`), type: 'any JSON', description: cell(description) }];
}

function trustOf(program: Program, type: Type): Trust | undefined {
  if (type.kind === 'list') return trustOf(program, type.of);
  return type.kind === 'named' ? lookup(program).type(type).trust : undefined;
}

function trustWords(trust: Trust | undefined): string {
  if (trust === undefined) return '';
  return trust === 'cleaned'
    ? 'Text by others, without what hides in it.'
    : `Text by others: arrives as ${code('{ "untrusted": "…" }')}.`;
}

function propertyRows(program: Program, properties: readonly Property[], at: string): readonly Row[] {
  return properties.flatMap((property) => {
    const name = at === '' ? property.name : `${at}.${property.name}`;
    const row = {
      name: code(name),
      type: cell(typeWords(program, property.type)),
      description: cell(describe(program, property)),
    };
    return [row, ...nestedRows(program, property.type, name)];
  });
}

function nestedRows(program: Program, type: Type, at: string): readonly Row[] {
  const whole = lookup(program).resolve(type);
  if (whole.kind === 'object') return objectRows(program, { ...whole, trust: trustOf(program, type) }, at);
  if (whole.kind === 'list') return nestedRows(program, whole.of, `${at}[]`);
  return [];
}

function describe(program: Program, property: Property): string {
  const notes = [
    property.required ? '' : 'May be absent.',
    property.detail ? 'Only in the detailed format.' : '',
    property.privilege === undefined ? '' : `Only for callers with ${code(property.privilege)}.`,
    property.sensitivity === 'secret' ? 'Secret.' : '',
    trustWords(property.trust ?? trustOf(program, property.type)),
  ];
  return [property.description, ...notes].filter((note) => note !== '').join(' ');
}
