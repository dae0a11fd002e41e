import safeRegex from 'safe-regex2';
import { checkProperties } from './check-property.js';
import { inlined } from './check-recursion.js';
import { type Scope, type TypeSource, typeKey } from './check-scope.js';
import { knownFormats } from './check-value.js';
import type { TypeNode, TypeReference } from './declaration-type.js';
import type { Json, NumberType, Scalar, StringType, Type, TypeFacts } from './model.js';
import { type At, type Node, toJson } from './node.js';

/** Where a type stands, and what it may look up. */
export interface TypeContext {
  readonly scope: Scope;
  /** Empty in groups, whose types are all written `module.Type`. */
  readonly module: string;
  readonly place: 'input' | 'output' | 'parameter' | 'form';
  /** Checks that need every type to be known: defaults. */
  readonly later: (type: Type, value: Node) => void;
  /** Types that are being written out in full, and how often each still may be. */
  readonly unrolling: ReadonlyMap<string, number>;
  /** How many nodes may still be written out. */
  readonly room: { left: number };
}

type Kind = Type['kind'];
const builtins = ['string', 'integer', 'number', 'boolean', 'object', 'array'];
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
  if (!('value' in reference)) return checkType(reference, context);
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

/** The declaration that a capitalised name means. */
export function resolveType(name: At<string>, { scope, module }: TypeContext): TypeSource | null {
  const found = findType(name.value, module, scope);
  if (found) return found;
  const [first, rest] = name.value.split('.');
  const table = scope.modules.get(rest === undefined ? module : first!)?.types;
  if (table && !table.complete) return null;
  const own = [...(scope.modules.get(module)?.types.known.keys() ?? [])];
  const others = [...scope.modules.values()].flatMap((one) =>
    [...one.types.known.keys()].map((key) => typeKey(one.name, key)),
  );
  const elsewhere = others.find((key) => key.endsWith(`.${name.value}`));
  const other = elsewhere ? scope.modules.get(elsewhere.split('.')[0]!)?.types.known.get(name.value) : undefined;
  const related = other
    ? [{ span: other.name.span, message: `Another module declares it: write '${elsewhere}'.` }]
    : [];
  scope.log.report(
    'unknown-type',
    name.span,
    { name: name.value },
    { candidates: [...builtins, ...own, ...others], related },
  );
  return null;
}

export function findType(name: string, module: string, scope: Scope): TypeSource | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return scope.modules.get(module)?.types.known.get(name);
  return scope.modules.get(name.slice(0, dot))?.types.known.get(name.slice(dot + 1));
}

function stringType(node: TypeNode, context: TypeContext): StringType {
  const { log } = context.scope;
  checkOrder(node, 'minLength', 'maxLength', context);
  if (node.format && !knownFormats.includes(node.format.value)) {
    log.report('unknown-format', node.format.span, { name: node.format.value }, { candidates: knownFormats });
  }
  if (node.pattern) checkPattern(node.pattern, context.scope);
  return { kind: 'string', ...pick(node, ['format', 'pattern', 'minLength', 'maxLength']) };
}

/** A pattern must be a regular expression, and one that cannot be made to run for ever. */
export function checkPattern(pattern: At<string>, { log }: Scope): void {
  try {
    new RegExp(pattern.value, 'u');
  } catch (error) {
    log.report('bad-pattern', pattern.span, { problem: String(error).replace(/^.*: /, '') });
    return;
  }
  if (!safeRegex(pattern.value)) log.report('unsafe-pattern', pattern.span, {});
}

function numberType(kind: 'integer' | 'number', node: TypeNode, context: TypeContext): NumberType {
  checkOrder(node, 'minimum', 'maximum', context);
  checkOrder(node, 'exclusiveMinimum', 'exclusiveMaximum', context);
  if (node.multipleOf && node.multipleOf.value <= 0)
    context.scope.log.report('wrong-shape', node.multipleOf.span, {
      expected: 'a number above 0',
      found: `the number ${node.multipleOf.value}`,
    });
  return { kind, ...pick(node, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']) };
}

function enumType(node: TypeNode, { scope: { log } }: TypeContext): Type | null {
  const written = node.enum!.value;
  const numeric = node.type?.value === 'integer' || node.type?.value === 'number';
  const items: { value: Scalar; title?: string; span: TypeNode['span'] }[] = [];
  for (const item of written) {
    if ('key' in item)
      items.push({
        value: numeric ? Number(item.key.value) : item.key.value,
        title: item.value.value,
        span: item.key.span,
      });
    else if (item.kind === 'scalar' && item.value !== null) items.push({ value: item.value, span: item.span });
    else
      log.report('wrong-shape', item.span, {
        expected: 'text or a number',
        found: item.kind === 'scalar' ? 'nothing' : `a ${item.kind}`,
      });
  }
  if (items.length === 0) log.report('wrong-shape', node.enum!.span, { expected: 'at least one value', found: 'none' });
  const fits = (value: Scalar) =>
    numeric
      ? typeof value === 'number' && (node.type?.value === 'number' || Number.isInteger(value))
      : node.type
        ? typeof value === 'string'
        : true;
  items.forEach(({ value, span }, index) => {
    if (!fits(value)) log.report('enum-value', span, { value: String(value), type: node.type!.value });
    if (items.findIndex((one) => one.value === value) < index)
      log.report('duplicate-value', span, { value: String(value) });
  });
  const titles = items.map(({ title }) => title);
  const values = items.map(({ value }) => value);
  return titles.every((title) => title !== undefined) && titles.length > 0
    ? { kind: 'enum', values, titles }
    : { kind: 'enum', values };
}

const composition = new Set([
  'oneOf',
  'anyOf',
  'allOf',
  'if',
  'then',
  'else',
  'not',
  '$ref',
  '$defs',
  '$dynamicRef',
  'definitions',
  'dependentSchemas',
]);

/** A fragment without composition, which is reported and left out wherever it stands. */
function rawSchema(node: Node & { kind: 'map' }, context: TypeContext): { readonly [keyword: string]: Json } {
  const strip = (part: Node): Json => {
    if (part.kind === 'list') return part.items.map(strip);
    if (part.kind === 'scalar') return toJson(part);
    const kept = part.entries.filter(({ key }) => {
      if (composition.has(key.value)) context.scope.log.report('composition-stripped', key.span, { key: key.value });
      return !composition.has(key.value);
    });
    return Object.fromEntries(kept.map(({ key, value }) => [key.value, strip(value)]));
  };
  return strip(node) as { readonly [keyword: string]: Json };
}

function checkOrder(node: TypeNode, low: NumericKey, high: NumericKey, { scope: { log } }: TypeContext): void {
  const [minimum, maximum] = [node[low], node[high]];
  if (minimum && maximum && minimum.value > maximum.value) {
    const related = [{ span: maximum.span, message: 'This is the upper bound.' }];
    log.report(
      'minimum-over-maximum',
      minimum.span,
      { low, minimum: minimum.value, high, maximum: maximum.value },
      { related },
    );
  }
}

type NumericKey =
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minItems'
  | 'maxItems';

function facts(node: TypeNode): TypeFacts {
  const given = node.default && !(node.default.kind === 'scalar' && node.default.value === null);
  return {
    ...(node.nullable?.value ? { nullable: true as const } : {}),
    ...(given ? { default: toJson(node.default!) } : {}),
  };
}

function pick(node: TypeNode, keys: readonly (keyof TypeNode)[]): object {
  const entries = keys.map((key) => [key, (node[key] as At<unknown> | undefined)?.value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== false));
}
