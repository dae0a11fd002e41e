import type {
  BooleanType,
  EnumType,
  ListType,
  MapType,
  NamedType,
  NumberType,
  ObjectType,
  RawType,
  StringType,
  Type,
} from '../model.js';

/** One answer for every kind of type: a kind that is added to the union fails to compile until each visitor has it. */
export interface TypeVisitor<Result> {
  string(type: StringType): Result;
  number(type: NumberType): Result;
  boolean(type: BooleanType): Result;
  enum(type: EnumType): Result;
  list(type: ListType): Result;
  map(type: MapType): Result;
  object(type: ObjectType): Result;
  named(type: NamedType): Result;
  raw(type: RawType): Result;
}

export function visitType<Result>(type: Type, visitor: TypeVisitor<Result>): Result {
  switch (type.kind) {
    case 'string':
      return visitor.string(type);
    case 'integer':
    case 'number':
      return visitor.number(type);
    case 'boolean':
      return visitor.boolean(type);
    case 'enum':
      return visitor.enum(type);
    case 'list':
      return visitor.list(type);
    case 'map':
      return visitor.map(type);
    case 'object':
      return visitor.object(type);
    case 'named':
      return visitor.named(type);
    case 'raw':
      return visitor.raw(type);
  }
}

/** The types that stand directly within a type: items, values, properties. A named type's own content is not followed. */
export function innerTypes(type: Type): readonly Type[] {
  return visitType<readonly Type[]>(type, {
    string: () => [],
    number: () => [],
    boolean: () => [],
    enum: () => [],
    list: ({ of }) => [of],
    map: ({ of }) => [of],
    object: ({ properties }) => properties.map((property) => property.type),
    named: () => [],
    raw: () => [],
  });
}

/** Every named type that a type mentions, however deep; each mention once, in the order of reading. */
export function namedTypesIn(type: Type): readonly NamedType[] {
  if (type.kind === 'named') return [type];
  return innerTypes(type).flatMap(namedTypesIn);
}
