import type { Output, Program, Property, Type } from '../../model.js';
import { cell, code } from '../../view.js';
import { declarationOf, typeWords } from './type-words.js';

export interface Row {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** What a tool answers, one row a field, nested fields as `a.b` and list items as `a[].b`. */
export function outputRows(program: Program, output: Output): { readonly lead: string; readonly rows: readonly Row[] } {
  switch (output.kind) {
    case 'content':
      return { lead: 'MCP content blocks.', rows: [] };
    case 'object':
      return { lead: 'A JSON object.', rows: rowsOf(program, output.type, '') };
    case 'list':
      return {
        lead: `An object with the list under ${code(output.as)}${output.rest === 'bare' ? '; over plain HTTP, the bare list' : ''}.`,
        rows: rowsOf(program, output.of, `${output.as}[]`),
      };
    case 'variants':
      return {
        lead: `One of ${output.variants
          .map(
            (variant) =>
              `${code(variant.name)} (when ${Object.entries(variant.when)
                .map(([key, value]) => code(`${key}: ${String(value)}`))
                .join(', ')})`,
          )
          .join(', ')}.`,
        rows: output.variants.flatMap((variant) => rowsOf(program, variant.type, '')),
      };
    case 'outcomes':
      return {
        lead: `One result for each of ${code(output.per)}, in ${code('results[]')}: its ${code('item')}, its ${code('status')} (done, pending, failed, needs_person) and its ${code('value')} or ${code('error')}.`,
        rows: [...rowsOf(program, output.value, 'results[].value'), ...propertyRows(program, output.properties, '')],
      };
  }
}

function rowsOf(program: Program, type: Type, at: string): readonly Row[] {
  const whole = type.kind === 'named' ? declarationOf(program, type.module, type.name) : type;
  if (whole?.kind === 'object') return propertyRows(program, whole.properties, at);
  if (whole?.kind === 'list') return rowsOf(program, whole.of, `${at}[]`);
  return at === ''
    ? []
    : [{ name: code(at), type: cell(typeWords(program, type)), description: cell(type.description ?? '') }];
}

function propertyRows(program: Program, properties: readonly Property[], at: string): readonly Row[] {
  return properties.flatMap((property) => {
    const name = at === '' ? property.name : `${at}.${property.name}`;
    const row = {
      name: code(name),
      type: cell(typeWords(program, property.type)),
      description: cell(describe(property)),
    };
    return [row, ...nestedRows(program, property.type, name)];
  });
}

function nestedRows(program: Program, type: Type, at: string): readonly Row[] {
  const whole = type.kind === 'named' ? declarationOf(program, type.module, type.name) : type;
  if (whole?.kind === 'object') return propertyRows(program, whole.properties, at);
  if (whole?.kind === 'list') return nestedRows(program, whole.of, `${at}[]`);
  return [];
}

function describe(property: Property): string {
  const notes = [
    property.required ? '' : 'May be absent.',
    property.detail ? 'Only in the detailed format.' : '',
    property.privilege === undefined ? '' : `Only for callers with ${code(property.privilege)}.`,
    property.sensitivity === 'secret' ? 'Secret.' : '',
    property.trust === 'untrusted' ? `Text by others: arrives as ${code('{ "untrusted": "…" }')}.` : '',
  ];
  return [property.description, ...notes].filter((note) => note !== '').join(' ');
}
