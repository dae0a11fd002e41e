import type { EnumType, Json, NamedType, ObjectType, Property, Scalar, Trust, Type, TypeFacts } from '../model.js';
import { DEFAULT_MAX_ITEMS, DEFAULT_MAX_LENGTH } from '../program/effective-input.js';
import type { Lookup } from '../program/lookup.js';
import { innerTypes, visitType } from '../program/visit-type.js';
import { Code, defined, type Printable, Spread } from './print-value.js';

/** A shape written out whole, without references: plain data. */
export type PlainShape = { readonly [key: string]: Json };

export interface ShapeScope {
  readonly lookup: Lookup;
  /** Inputs get the bounds that the language adds. */
  readonly position: 'input' | 'output';
  /** The local name of the constant that holds a named type's shape; null where the shape is to be written out. */
  readonly constant: (type: NamedType) => string | null;
  /** Text beneath this node is by strangers. */
  readonly trust?: Trust;
}

/** The annotated shape of a type, as an expression: named types by their constants. */
export function shapeOf(type: Type, scope: ShapeScope): Printable {
  return visitType<Printable>(type, {
    string: ({ format, pattern, minLength, maxLength }) =>
      node(type, 'string', {
        format,
        pattern,
        minLength,
        maxLength: maxLength ?? (scope.position === 'input' ? DEFAULT_MAX_LENGTH : undefined),
        trust: scope.trust,
      }),
    number: ({ kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }) =>
      node(type, kind, { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }),
    boolean: () => node(type, 'boolean', {}),
    enum: (choice) => node({ ...choice, ...titled(choice) }, enumBase(choice), { enum: enumValues(choice) }),
    list: ({ of, minItems, maxItems, uniqueItems }) =>
      node(type, 'array', {
        items: shapeOf(of, scope),
        minItems,
        maxItems: maxItems ?? (scope.position === 'input' ? DEFAULT_MAX_ITEMS : undefined),
        uniqueItems,
      }),
    map: ({ of }) => node(type, 'object', { additionalProperties: shapeOf(of, scope) }),
    object: (object) => node(type, 'object', objectFacts(object, scope)),
    named: (named) => referenceOf(named, scope),
    // A fragment says its own form, which wrapped text would not fit.
    raw: ({ schema, description }) =>
      defined<Printable>({ description, raw: schema, trust: scope.trust && 'cleaned', default: type.default }),
  });
}

/** The same written out whole. */
export function plainShapeOf(type: Type, scope: Omit<ShapeScope, 'constant'>): PlainShape {
  return shapeOf(type, { ...scope, constant: () => null }) as PlainShape;
}

/** The scope of what says so of its text. What is once told as a stranger's stays told so. */
export function within(scope: ShapeScope, trust: Trust | undefined): ShapeScope {
  return trust === undefined || scope.trust === 'untrusted' ? scope : { ...scope, trust };
}

/** A property's shape: its type's, with what is said of the property. */
export function propertyShape(property: Property, scope: ShapeScope): Printable {
  const { sensitivity, privilege, detail, accepts, header } = property;
  const type = property.description === '' ? property.type : { ...property.type, description: property.description };
  return withFacts(
    shapeOf(type, within(scope, property.trust)),
    defined<Printable>({ sensitivity, privilege, detail, accepts, header }),
  );
}

/** Properties as a map of shapes; entries, since a property may be called `__proto__`. */
export function propertyShapes(
  properties: readonly Property[],
  scope: ShapeScope,
): { readonly [name: string]: Printable } {
  return Object.fromEntries(properties.map((property) => [property.name, propertyShape(property, scope)]));
}

/** A shape expression with some keys said anew. */
export function withFacts(shape: Printable, facts: { readonly [key: string]: Printable }): Printable {
  if (Object.keys(facts).length === 0) return shape;
  if (shape instanceof Code) return new Spread(shape.text, facts);
  if (shape instanceof Spread) return new Spread(shape.name, { ...shape.over, ...facts });
  return { ...(shape as { readonly [key: string]: Printable }), ...facts };
}

function objectFacts(object: ObjectType, scope: ShapeScope): { readonly [key: string]: Printable | undefined } {
  const required = object.properties.filter((property) => property.required).map((property) => property.name);
  return {
    properties: propertyShapes(object.properties, scope),
    required: required.length > 0 ? required : undefined,
    additionalProperties: object.open === true,
    trust: object.open === true ? scope.trust : undefined,
    oneOfRequired: object.oneOfRequired,
  };
}

function node(
  type: TypeFacts,
  base: string | readonly string[],
  facts: { readonly [key: string]: Printable | undefined },
): Printable {
  const bases = typeof base === 'string' ? [base] : base;
  const all = type.nullable && !bases.includes('null') ? [...bases, 'null'] : bases;
  const jsonType = all.length === 1 ? all[0] : all;
  return defined<Printable>({ type: jsonType, description: type.description, ...facts, default: type.default });
}

/** JSON Schema has no keyword for a person's words of an enum's values, so the description tells them. */
function titled({ values, titles, description }: EnumType): { readonly description?: string } {
  if (titles === undefined) return {};
  const words = values.map((value, index) => `${value} (${titles[index] ?? value})`).join(', ');
  return { description: description === undefined ? `${words}.` : `${description} ${words}.` };
}

function enumValues({ values, nullable }: EnumType): readonly Scalar[] {
  return nullable && !values.includes(null) ? [...values, null] : values;
}

function enumBase({ values }: EnumType): readonly string[] {
  const bases = values.map((value) =>
    value === null ? 'null' : Number.isInteger(value) ? 'integer' : (typeof value as 'string' | 'number' | 'boolean'),
  );
  return [...new Set(bases)].sort();
}

/** The constant, where it says all; the constant with differences; or the type written out, where that would not do. */
function referenceOf(named: NamedType, scope: ShapeScope): Printable {
  const declaration = scope.lookup.type(named);
  const { sensitivity } = declaration;
  const constant = mustBeWrittenOut(named, scope) ? null : scope.constant(named);
  if (constant === null) {
    const inner = within(scope, declaration.trust);
    return withFacts(shapeOf(scope.lookup.resolve(named), inner), defined<Printable>({ sensitivity }));
  }
  const isSame = named.description === undefined || named.description === declaration.description;
  if (isSame && !named.nullable && named.default === undefined) return new Code(constant);
  const whole = plainShapeOf(named, scope);
  const differences = defined<Printable>({
    type: named.nullable ? whole.type : undefined,
    enum: named.nullable ? whole.enum : undefined,
    description: isSame ? undefined : whole.description,
    default: named.default,
  });
  return withFacts(new Code(constant), differences);
}

/** A constant is that of an output: an input may need bounds within it, and a stranger's text the mark. */
function mustBeWrittenOut(named: NamedType, scope: ShapeScope): boolean {
  const declaration = scope.lookup.type(named);
  return (
    (scope.position === 'input' && isUnbounded(declaration.type, scope.lookup)) ||
    (within(scope, declaration.trust).trust !== declaration.trust && hasText(declaration.type, scope.lookup))
  );
}

function isUnbounded(type: Type, lookup: Lookup): boolean {
  return (
    (type.kind === 'string' && type.maxLength === undefined) ||
    (type.kind === 'list' && type.maxItems === undefined) ||
    typesIn(type, lookup).some((inner) => isUnbounded(inner, lookup))
  );
}

function hasText(type: Type, lookup: Lookup): boolean {
  const anything = type.kind === 'raw' || (type.kind === 'object' && type.open === true);
  return type.kind === 'string' || anything || typesIn(type, lookup).some((inner) => hasText(inner, lookup));
}

function typesIn(type: Type, lookup: Lookup): readonly Type[] {
  return type.kind === 'named' ? [lookup.type(type).type] : innerTypes(type);
}
