import { lookup } from './lookup.js';
import type { Json, ObjectType, Program, Property, Tool, Type } from './model.js';
import { camelCase } from './names.js';

/** Most characters of an input's string and most items of its list, where the spec says nothing. */
export const DEFAULT_MAX_LENGTH = 10_000;
export const DEFAULT_MAX_ITEMS = 1_000;

/** Everything that a caller may send: the author's properties, then what the language adds for the keys declared. */
export function effectiveInput(program: Program, tool: Tool): ObjectType {
  return { ...tool.input, properties: [...tool.input.properties, ...addedProperties(program, tool)] };
}

/**
 * What the resolver is given: all that a caller may send but the answer's format and the idempotency key, which are
 * dealt with before and after it.
 */
export function resolverInput(program: Program, tool: Tool): ObjectType {
  const spelled = spelling(program, tool);
  const kept = new Set([spelled('response_format'), spelled('idempotency_key')]);
  const own = new Set(tool.input.properties);
  const whole = effectiveInput(program, tool);
  return { ...whole, properties: whole.properties.filter((property) => own.has(property) || !kept.has(property.name)) };
}

/** What the language adds to a tool's input, in the words of its module (`page_size` or `pageSize`). */
export function addedProperties(program: Program, tool: Tool): readonly Property[] {
  const spelled = spelling(program, tool);
  const add = (name: string, type: Type, description: string, required = false): Property => ({
    name,
    place: tool.place,
    type,
    description,
    required,
  });
  return [
    ...(tool.actions.length > 0 ? [add('action', actionNames(tool), actionText(tool), true)] : []),
    ...pageProperties(tool).map(([name, type, text]) => add(spelled(name), type, text)),
    ...(tool.sort ? [add('sort', sortOrders(tool.sort), 'Order of the list; - is descending.')] : []),
    ...(tool.filters.length > 0 ? [add('filters', filterType(tool), 'Only items for which all of these hold.')] : []),
    ...(tool.fields
      ? [
          add('fields', fieldList(tool.fields), fieldsText(tool.fields)),
          add('exclude', fieldList(tool.fields), 'Fields to leave out.'),
        ]
      : []),
    ...(tool.formats.length > 1
      ? [add(spelled('response_format'), choice(tool.formats, tool.formats[0]), 'Form of the answer.')]
      : []),
    ...(tool.dryRun
      ? [
          add(
            tool.dryRun.parameter,
            { kind: 'boolean', default: tool.dryRun.default },
            'Only tell what would change; change nothing.',
          ),
        ]
      : []),
    ...(tool.idempotency
      ? [
          add(
            spelled('idempotency_key'),
            { kind: 'string', minLength: 1, maxLength: 255 },
            'The same key takes effect once.',
          ),
        ]
      : []),
    ...timeoutProperties(tool).map(([name, type, text]) => add(name, type, text)),
  ];
}

function spelling(program: Program, tool: Tool): (name: string) => string {
  const camel = lookup(program).module(tool.module).naming.parameters === 'camel';
  return (name) => (camel ? camelCase(name) : name);
}

function choice(values: readonly string[], chosen?: Json): Type {
  return { kind: 'enum', values, ...(chosen === undefined ? {} : { default: chosen }) };
}

function count(minimum: number, standard: number, maximum?: number): Type {
  return { kind: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }), default: standard };
}

function actionNames(tool: Tool): Type {
  return choice(tool.actions.map((action) => action.name));
}

/** The schema is flat, so the sentence tells which properties an action needs. What it refuses, a refusal tells. */
function actionText(tool: Tool): string {
  const clauses = tool.actions.flatMap((action) => {
    const needs = action.needs.length > 0 ? [`needs ${action.needs.join(', ')}`] : [];
    const said = [...(action.description ? [action.description.replace(/\.$/, '')] : []), ...needs];
    return said.length > 0 ? [`${action.name}: ${said.join('; ')}.`] : [];
  });
  return ['What to do.', ...clauses].join(' ');
}

type Added = readonly [name: string, type: Type, description: string];

function pageProperties(tool: Tool): readonly Added[] {
  if (!tool.page) return [];
  const { style, default: standard, max } = tool.page;
  const pageNumber: Added = ['page', count(1, 1), 'Page, counted from 1.'];
  switch (style) {
    case 'limit_offset':
      return [
        ['limit', count(1, standard, max), 'Most items to answer.'],
        ['offset', count(0, 0), 'Items to skip.'],
      ];
    case 'page_limit':
      return [pageNumber, ['limit', count(1, standard, max), 'Items a page.']];
    case 'page_size':
      return [pageNumber, ['page_size', count(1, standard, max), 'Items a page.']];
  }
}

function sortOrders(sort: NonNullable<Tool['sort']>): Type {
  return choice(
    sort.fields.flatMap((field) => [field, `-${field}`]),
    sort.default,
  );
}

const OPERATOR_TEXT = {
  eq: 'Equal to this.',
  in: 'One of these.',
  from: 'This or above.',
  to: 'This or below.',
  contains: 'Containing this text.',
} as const;

function filterType(tool: Tool): Type {
  const place = tool.place;
  const properties = tool.filters.map((filter): Property => {
    const operators = filter.ops.map((op): Property => {
      const type: Type = op === 'in' ? { kind: 'list', of: filter.type, minItems: 1 } : filter.type;
      return { name: op, place, type, description: OPERATOR_TEXT[op], required: false };
    });
    const description = filter.type.description ?? `By ${filter.name.replaceAll('_', ' ')}.`;
    return { name: filter.name, place, type: { kind: 'object', properties: operators }, description, required: false };
  });
  return { kind: 'object', properties };
}

function fieldList(fields: NonNullable<Tool['fields']>): Type {
  const of = choice([...fields.default, ...fields.onDemand]);
  return { kind: 'list', of, minItems: 1, maxItems: fields.default.length + fields.onDemand.length, uniqueItems: true };
}

function fieldsText({ onDemand }: NonNullable<Tool['fields']>): string {
  return onDemand.length > 0 ? `Fields to answer; by default not ${onDemand.join(', ')}.` : 'Fields to answer.';
}

function timeoutProperties(tool: Tool): readonly Added[] {
  const parameter = tool.limits.timeoutParameter;
  return parameter ? [[parameter.name, count(1, parameter.default, parameter.max), 'Seconds to wait at most.']] : [];
}
