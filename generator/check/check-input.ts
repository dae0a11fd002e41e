import type { Json, ObjectType, Property } from '../model.js';
import type { ToolKeys } from '../read/declaration-tool.js';
import { typeNode } from '../read/declaration-type.js';
import { list } from '../read/grammar.js';
import { text } from '../read/grammar-value.js';
import { type At, childOf, type Span, toJson } from '../read/node.js';
import { checkHeaders } from './check-header.js';
import { checkPropertyStyle } from './check-property.js';
import type { Scope } from './check-scope.js';
import { checkProperties } from './check-type.js';
import type { TypeChecker } from './check-types.js';

export interface CheckedInput {
  readonly type: ObjectType;
  readonly spans: ReadonlyMap<string, Span>;
  readonly verbatim?: { readonly [keyword: string]: Json };
}

/** The author's own properties and those of included groups. */
export function checkInput(keys: ToolKeys, module: string, scope: Scope, checker: TypeChecker): CheckedInput {
  const { input } = keys;
  const verbatim = input && childOf(input, 'verbatim');
  if (verbatim) return verbatimInput(keys, verbatim.kind === 'map' ? toJson(verbatim) : null, verbatim.span, scope);
  const entries = (input?.entries ?? []).filter(({ key }) => key.value !== 'one_of_required');
  const nodes = entries.flatMap(({ key, value }) => {
    const node = typeNode.read(value, scope.log);
    return node ? [{ key, value: node }] : [];
  });
  const own = checkProperties(nodes, checker.context(module, 'input'));
  const spans = new Map(entries.map(({ key }) => [key.value, key.span]));
  const properties = [...own];
  for (const group of keys.include?.value ?? []) {
    for (const property of groupOf(group, scope, checker)) {
      const earlier = spans.get(property.name);
      if (earlier) {
        const related = [{ span: earlier, message: 'It is declared here already.' }];
        scope.log.report('duplicate-property', group.span, { name: property.name, group: group.value }, { related });
        continue;
      }
      checkPropertyStyle({ value: property.name, span: group.span }, module, scope);
      spans.set(property.name, group.span);
      properties.push(property);
    }
  }
  const groups = oneOfRequired(keys, properties, scope);
  const type: ObjectType = { kind: 'object', properties, ...(groups.length > 0 ? { oneOfRequired: groups } : {}) };
  checkHeaders(type, checker.types, scope);
  return { spans, type };
}

function verbatimInput(keys: ToolKeys, schema: Json, span: Span, { log }: Scope): CheckedInput {
  if (schema === null) log.report('wrong-shape', span, { expected: 'a JSON Schema', found: 'something else' });
  for (const { key } of keys.input!.entries) {
    if (key.value !== 'verbatim') log.report('conflicting-keys', key.span, { one: 'verbatim', other: key.value });
  }
  const type: ObjectType = { kind: 'object', properties: [], open: true };
  return { type, spans: new Map(), verbatim: (schema ?? {}) as { readonly [keyword: string]: Json } };
}

function groupOf(name: At<string>, { log }: Scope, checker: TypeChecker): readonly Property[] {
  const group = checker.groups.get(name.value);
  if (!group) log.report('unknown-group', name.span, { name: name.value }, { candidates: checker.groups.keys() });
  return group ?? [];
}

function oneOfRequired(
  keys: ToolKeys,
  properties: readonly Property[],
  { log }: Scope,
): readonly (readonly string[])[] {
  const written = keys.input && childOf(keys.input, 'one_of_required');
  const groups = written ? (list(list(text)).read(written, log)?.value ?? []) : [];
  const names = properties.map(({ name }) => name);
  for (const name of groups.flatMap((group) => group.value)) {
    if (!names.includes(name.value))
      log.report('unknown-property', name.span, { name: name.value, of: 'the input' }, { candidates: names });
  }
  return groups.map((group) => group.value.map(({ value }) => value));
}
