import type {
  FieldSelection,
  Filter,
  FilterOperator,
  Page,
  Place,
  Program,
  Property,
  Sort,
  Tool,
  Type,
} from '../model.js';
import { lookup } from './lookup.js';

/** A parameter that the language adds, under its name in snake case. */
export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly description: string;
  readonly required?: true;
}

/** What `page`, `sort`, `filters` and `fields` add to a tool's input. */
export function listParameters(program: Program, tool: Tool): readonly Parameter[] {
  return [
    ...(tool.page ? pageParameters(tool.page) : []),
    ...(tool.sort ? [sortParameter(tool.sort)] : []),
    ...(tool.filters.length > 0 ? [filtersParameter(program, tool)] : []),
    ...(tool.fields ? fieldParameters(tool.fields) : []),
  ];
}

export function choice(values: readonly string[], standard?: string): Type {
  return { kind: 'enum', values, ...(standard === undefined ? {} : { default: standard }) };
}

export function count(minimum: number, standard: number, maximum?: number): Type {
  return { kind: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }), default: standard };
}

function pageParameters({ style, default: standard, max }: Page): readonly Parameter[] {
  const page = { name: 'page', type: count(1, 1), description: 'Page, counted from 1.' };
  const size = count(1, standard, max);
  switch (style) {
    case 'limit_offset':
      return [
        { name: 'limit', type: size, description: 'Page size.' },
        { name: 'offset', type: count(0, 0), description: 'Items to skip.' },
      ];
    case 'page_limit':
      return [page, { name: 'limit', type: size, description: 'Page size.' }];
    case 'page_size':
      return [page, { name: 'page_size', type: size, description: 'Page size.' }];
  }
}

function sortParameter({ fields, default: standard }: Sort): Parameter {
  const orders = fields.flatMap((field) => [field, `-${field}`]);
  return { name: 'sort', type: choice(orders, standard), description: 'Order; - is descending.' };
}

function filtersParameter(program: Program, { filters, place }: Tool): Parameter {
  const properties = filters.map((filter) => filterProperty(program, filter, place));
  const description = 'All must hold.';
  return { name: 'filters', type: { kind: 'object', properties }, description };
}

const OPERATOR_TEXT = {
  eq: 'Equal to this.',
  in: 'One of these.',
  from: 'This or above.',
  to: 'This or below.',
  contains: 'Containing this.',
} as const;

function filterProperty(program: Program, { name, type, ops }: Filter, place: Place): Property {
  const properties = ops.map((op): Property => {
    return { name: op, place, type: operandType(program, type, op), description: OPERATOR_TEXT[op], required: false };
  });
  const description = type.description ?? `By ${name.replaceAll('_', ' ')}.`;
  return { name, place, type: { kind: 'object', properties }, description, required: false };
}

/** `in` takes a list; `contains` a part of a text, which need not look like the whole, or an item of a list. */
function operandType(program: Program, type: Type, op: FilterOperator): Type {
  if (op === 'in') return { kind: 'list', of: type, minItems: 1 };
  if (op !== 'contains') return type;
  const whole = lookup(program).resolve(type);
  if (whole.kind === 'list') return whole.of;
  const maxLength = whole.kind === 'string' ? whole.maxLength : undefined;
  return { kind: 'string', minLength: 1, ...(maxLength === undefined ? {} : { maxLength }) };
}

function fieldParameters({ default: standard, onDemand }: FieldSelection): readonly Parameter[] {
  const names = [...standard, ...onDemand];
  const type: Type = { kind: 'list', of: choice(names), minItems: 1, maxItems: names.length, uniqueItems: true };
  const description =
    onDemand.length > 0 ? `Fields to answer; by default not ${onDemand.join(', ')}.` : 'Fields to answer.';
  return [
    { name: 'fields', type, description },
    { name: 'exclude', type, description: 'Fields to leave out.' },
  ];
}
