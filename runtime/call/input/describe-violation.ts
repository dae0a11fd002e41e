import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Shape } from '../../tool.js';
import { shortText } from '../output/clean-text.js';
import { nearest } from '../suggestion.js';
import { type Finding, stepsOf } from './finding.js';
import { isSensitive, received } from './received.js';
import { shapeAt } from './shape-at.js';

type Phrase = (params: ErrorObject['params']) => string;

/** After "must": what each keyword asks for. */
const phrases: { readonly [keyword: string]: Phrase } = {
  type: ({ type }) => `be ${kindOf(type)}`,
  enum: ({ allowedValues }) => `be one of: ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `be ${JSON.stringify(allowedValue)}`,
  minLength: ({ limit }) => `have at least ${count(limit, 'character')}`,
  maxLength: ({ limit }) => `have at most ${count(limit, 'character')}`,
  minItems: ({ limit }) => `have at least ${count(limit, 'item')}`,
  maxItems: ({ limit }) => `have at most ${count(limit, 'item')}`,
  uniqueItems: () => 'have no item twice',
  minimum: ({ limit }) => `be at least ${limit}`,
  maximum: ({ limit }) => `be at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `be a multiple of ${multipleOf}`,
  pattern: ({ pattern }) => `match the pattern ${pattern}`,
  format: ({ format }) => `be ${formats[format] ?? `a valid ${format}`}`,
};

const formats: { readonly [format: string]: string } = {
  'date-time': 'a date and time with its offset, as 2026-01-31T12:00:00Z',
  date: 'a date, as 2026-01-31',
  time: 'a time with its offset, as 12:00:00Z',
  email: 'an e-mail address',
  uri: 'a URI',
  uuid: 'a UUID',
};

const kinds: { readonly [type: string]: string } = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** What a violation of an input's schema means to the one who sent it. `shape` is the whole input's. */
export function describeViolation(error: ErrorObject, shape: Shape): Finding {
  const above = stepsOf(error.instancePath);
  const { keyword, params } = error;
  if (keyword === 'required') {
    const path = [...above, String(params.missingProperty)];
    const type = shapeOf(shape, path)?.type;
    return {
      path,
      says: 'is required',
      expected: type === undefined ? 'a value' : typeNames(type).join(' or '),
      received: 'nothing',
    };
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    return unknownField(shape, above, String(params.additionalProperty ?? params.unevaluatedProperty));
  }
  const phrase = phrases[keyword]?.(params);
  const expected =
    keyword === 'type'
      ? typeNames(params.type).join(' or ')
      : (phrase?.replace(/^(?:be|have|match) /, '') ?? error.message ?? keyword);
  const sensitive = isSensitive(shape, above);
  return {
    path: above,
    says: phrase === undefined ? expected : `must ${phrase}`,
    expected,
    received: received(error.data, sensitive),
  };
}

function unknownField(shape: Shape, above: readonly string[], name: string): Finding {
  const known = Object.keys(shapeOf(shape, above)?.properties ?? {});
  const meant = nearest(name, known);
  return {
    path: [...above, shortText(name, 100)],
    says: meant === undefined ? 'is not known' : `is not known; did you mean ${meant}?`,
    expected: meant ?? 'nothing',
    received: 'an unknown field',
  };
}

function shapeOf(shape: Shape, path: readonly string[]): Shape | undefined {
  return path.reduce<Shape | undefined>((here, step) => here && shapeAt(here, step), shape);
}

function kindOf(type: unknown): string {
  return typeNames(type)
    .map((name) => kinds[name] ?? name)
    .join(' or ');
}

/** A schema's type is a word or a list; the validator tells a list as one text with commas. */
function typeNames(type: unknown): readonly string[] {
  return Array.isArray(type) ? type.map(String) : String(type).split(',');
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 20).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return shortText([...shown, ...(values.length > 20 ? ['…'] : [])].join(', '), 500);
}

function count(limit: number, noun: string): string {
  return limit === 1 ? `1 ${noun}` : `${limit} ${noun}s`;
}
