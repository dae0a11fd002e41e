import type { Property, Type, TypeFacts } from '../model.js';
import type { TypeNode, TypeReference } from '../read/declaration-type.js';
import type { Entry } from '../read/grammar.js';
import { type At, toJson } from '../read/node.js';
import { checkOrder, enumType, numberType, pick, stringType } from './check-constraints.js';
import { checkPropertyHead, propertyOf, refuseWords } from './check-property.js';
import { rawSchema } from './check-raw.js';
import { inlined } from './check-recursion.js';
import { builtins, resolveType, type TypeContext } from './check-type-context.js';

type Kind = Type['kind'];
const everyKind = [
  'type',
  'description',
  'required',
  'optional',
  'nullable',
  'default',
  'sensitivity',
  'trust',
  'privilege',
  'detail',
  'accepts',
  'header',
  'complete',
  'ops',
  'span',
  'written',
];
const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const keysOfKind: Readonly<Record<Kind, readonly string[]>> = {
  string: ['format', 'pattern', 'minLength', 'maxLength'],
  integer: bounds,
  number: bounds,
  boolean: [],
  enum: ['enum'],
  list: ['list_of', 'items', 'minItems', 'maxItems', 'uniqueItems', 'depth'],
  map: ['map_of', 'depth'],
  object: ['properties', 'open', 'one_of_required'],
  named: ['depth'],
  raw: ['raw'],
};

/** The type that a node means; null where nothing can be said of it, or where a recursion ends. */
export function checkReference(reference: TypeReference, context: TypeContext, depth?: At<number>): Type | null {
  if (!('value' in reference)) {
    refuseWords(reference, [], context);
    return checkType(reference, context);
  }
  return checkType({ span: reference.span, type: reference, ...(depth ? { depth } : {}) }, context);
}

export function checkType(node: TypeNode, context: TypeContext): Type | null {
  const { log } = context.scope;
  if (context.room.left-- <= 0) {
    if (context.room.left === -1) log.report('type-too-large', node.span, {});
    return null;
  }
  const kind = kindOf(node, context);
  if (kind === null) return null;
  const allowed = [...everyKind, ...keysOfKind[kind]];
  for (const key of Object.keys(node)) {
    if (allowed.includes(key)) continue;
    const place = (node as unknown as Record<string, { span: TypeNode['span'] }>)[key]!.span;
    log.report('key-not-for-type', place, { key, kind: kindWords[kind] });
  }
  const type = typeOfKind(kind, node, context);
  if (type === null) return null;
  const whole = { ...type, ...facts(node) } as Type;
  if (node.default) {
    if (node.default.kind === 'scalar' && node.default.value === null)
      log.report('default-null', node.default.span, {});
    else context.later(whole, node.default);
  }
  return whole;
}

const kindWords: Readonly<Record<Kind, string>> = {
  string: 'text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  enum: 'an enum',
  list: 'a list',
  map: 'a map',
  object: 'an object',
  named: 'a declared type',
  raw: '`raw`',
};

function kindOf(node: TypeNode, { scope: { log } }: TypeContext): Kind | null {
  const structural = (['raw', 'list_of', 'map_of', 'properties', 'enum'] as const).filter(
    (key) => node[key] !== undefined,
  );
  const [first, second] = structural;
  if (first && second) {
    log.report('conflicting-keys', node.span, { one: first, other: second });
    return null;
  }
  const written = node.type?.value;
  const agrees = (...types: string[]) => {
    if (written === undefined || types.includes(written)) return true;
    log.report('conflicting-keys', node.type!.span, { one: `type: ${written}`, other: first! });
    return false;
  };
  switch (first) {
    case 'raw':
      return agrees() ? 'raw' : null;
    case 'list_of':
      return agrees('array') ? 'list' : null;
    case 'map_of':
      return agrees('object') ? 'map' : null;
    case 'properties':
      return agrees('object') ? 'object' : null;
    case 'enum':
      return agrees('string', 'integer', 'number') ? 'enum' : null;
    default:
  }
  if (written === undefined && node.items) return 'list';
  if (written === undefined && node.open) return 'object';
  if (written === undefined) {
    log.report('missing-key', node.span, { key: 'type', what: 'a schema node' });
    return null;
  }
  if (written === 'array') return 'list';
  return builtins.includes(written) ? (written as Kind) : 'named';
}

function typeOfKind(kind: Kind, node: TypeNode, context: TypeContext): Type | null {
  const { log } = context.scope;
  switch (kind) {
    case 'string':
      return stringType(node, context);
    case 'integer':
    case 'number':
      return numberType(kind, node, context);
    case 'boolean':
      return { kind };
    case 'enum':
      return enumType(node, context);
    case 'list': {
      const item = node.list_of ?? node.items;
      if (!item) log.report('missing-key', node.span, { key: 'items', what: 'a list' });
      checkOrder(node, 'minItems', 'maxItems', context);
      const of = item ? checkReference(item, context, node.depth) : null;
      return of && { kind, of, ...pick(node, ['minItems', 'maxItems', 'uniqueItems']) };
    }
    case 'map': {
      const of = node.map_of ? checkReference(node.map_of, context, node.depth) : null;
      return of && { kind, of };
    }
    case 'object': {
      if (!node.properties && !node.open) log.report('empty-object', node.span, {});
      const properties = checkProperties(node.properties?.value ?? [], context);
      const names = properties.map(({ name }) => name);
      const groups = node.one_of_required?.value.map((group) => group.value) ?? [];
      for (const name of groups.flat()) {
        if (!names.includes(name.value))
          log.report('unknown-property', name.span, { name: name.value, of: 'this object' }, { candidates: names });
      }
      return {
        kind,
        properties,
        ...(node.open?.value ? { open: true as const } : {}),
        ...(groups.length > 0 ? { oneOfRequired: groups.map((group) => group.map(({ value }) => value)) } : {}),
      };
    }
    case 'named':
      return namedType(node.type!, node, context);
    case 'raw':
      return { kind, schema: rawSchema(node.raw!, context) };
  }
}

function namedType(name: At<string>, node: TypeNode, context: TypeContext): Type | null {
  const source = resolveType(name, context);
  if (!source) return null;
  const unrolled = inlined(source, node.depth, name, context);
  if (unrolled === 'ended') return null;
  return unrolled
    ? checkType(source.node, unrolled)
    : { kind: 'named', module: source.module, name: source.name.value };
}

function facts(node: TypeNode): TypeFacts {
  const given = node.default && !(node.default.kind === 'scalar' && node.default.value === null);
  return {
    ...(node.nullable?.value ? { nullable: true as const } : {}),
    ...(given ? { default: toJson(node.default!) } : {}),
  };
}

/** Properties in their order; those whose type could not be read, or where a recursion ends, are left out. */
export function checkProperties(entries: readonly Entry<TypeNode>[], context: TypeContext): readonly Property[] {
  return entries.flatMap((entry) => {
    checkPropertyHead(entry, context);
    const type = checkType(entry.value, context);
    return type === null ? [] : [propertyOf(entry, type, context)];
  });
}
