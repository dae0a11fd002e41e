import type { ListOutput, ObjectType, Property, Tool, Type, Variant } from '../model.js';
import { memberKey, type NameSpace, pascalCase, quote } from '../program/names.js';
import { oneOutcome } from './outcome-type.js';
import { held, type Statement } from './print-source.js';
import { aliasOf, declarationOf, interfaceOf, type TypeScope, typeText, unionText } from './type.js';

/** The exported types that describe what a resolver returns: `Output`, and what it is made of. */
export function outputTypes(tool: Tool, scope: TypeScope, names: NameSpace): readonly Statement[] {
  const { output } = tool;
  switch (output.kind) {
    case 'object': {
      if (output.type.kind === 'object') return [declarationOf('Output', onDemandOptional(tool, output.type), scope)];
      return [aliasOf('Output', itemText(tool, output.type, scope))];
    }
    case 'list':
      return listType(tool, { called: 'Output', item: 'Item', output }, scope, names);
    case 'variants': {
      const variants = output.variants.map((variant) => variantType(tool, variant, scope, names));
      const union = unionText(
        'Output',
        variants.map(({ text }) => text),
      );
      return [...variants.flatMap(({ statements }) => statements), aliasOf('Output', union)];
    }
    case 'outcomes': {
      const outcome = nameOf('Outcome', oneOutcome(tool, output), scope, names);
      const list = { called: 'Output', as: 'results', item: outcome.text };
      return [...outcome.statements, listInterface(list, output.properties, scope)];
    }
    case 'content':
      return [aliasOf('Output', 'readonly ContentBlock[]')];
  }
}

/** A type as others name it, and what declares it, where it is not declared elsewhere. */
interface Declared {
  readonly statements: readonly Statement[];
  readonly text: string;
}

function variantType(tool: Tool, variant: Variant, scope: TypeScope, names: NameSpace): Declared {
  const pascal = pascalCase(variant.name);
  if (variant.kind === 'object') return nameOf(`${pascal}Output`, variant.type, scope, names);
  const called = names.claim(`${pascal}Output`);
  return { statements: listType(tool, { called, item: `${pascal}Item`, output: variant }, scope, names), text: called };
}

/** The interface of a list, under the name `called`; before it that of its items, where they have none of their own. */
function listType(
  tool: Tool,
  list: { readonly called: string; readonly item: string; readonly output: ListOutput },
  scope: TypeScope,
  names: NameSpace,
): readonly Statement[] {
  const { as, of, capped } = list.output;
  const item = nameOf(list.item, of.kind === 'object' ? onDemandOptional(tool, of) : of, scope, names);
  const text = item.statements.length > 0 ? item.text : itemText(tool, of, scope);
  const beside = [...(tool.page ? [totalOf(tool)] : []), ...(capped ? [truncatedOf(tool)] : [])];
  return [...item.statements, listInterface({ called: list.called, as, item: text }, beside, scope)];
}

/** An object type gets an interface of its own, any other stands where it is used. */
function nameOf(wish: string, type: Type, scope: TypeScope, names: NameSpace): Declared {
  if (type.kind !== 'object') return { statements: [], text: typeText(type, scope) };
  const name = names.claim(wish);
  return { statements: [declarationOf(name, type, scope)], text: name };
}

function listInterface(
  { called, as, item }: { readonly called: string; readonly as: string; readonly item: string },
  beside: readonly Property[],
  scope: TypeScope,
): Statement {
  const list = /^[\w$]+$/.test(item) ? item : `(${item})`;
  const leading = [{ name: held(memberKey(as)), type: held(`readonly ${list}[]`), isReadonly: true }];
  return interfaceOf(called, { kind: 'object', properties: beside }, scope, { leading });
}

function totalOf(tool: Tool): Property {
  return {
    name: 'total',
    place: tool.place,
    type: { kind: 'integer' },
    description: 'Items on all pages together.',
    required: true,
  };
}

function truncatedOf(tool: Tool): Property {
  return {
    name: 'truncated',
    place: tool.place,
    type: { kind: 'boolean' },
    description: 'Whether there are more items than these.',
    required: true,
  };
}

/** What callers get only on demand, a resolver may leave out. */
function onDemandOptional(tool: Tool, type: ObjectType): ObjectType {
  const onDemand = new Set(tool.fields?.onDemand);
  return {
    ...type,
    properties: type.properties.map((property) =>
      onDemand.has(property.name) ? { ...property, required: false } : property,
    ),
  };
}

function itemText(tool: Tool, type: Type, scope: TypeScope): string {
  const text = typeText(type, scope);
  const onDemand = tool.fields?.onDemand ?? [];
  if (type.kind !== 'named' || onDemand.length === 0) return text;
  const keys = onDemand.map(quote).join(' | ');
  return `Omit<${text}, ${keys}> & Partial<Pick<${text}, ${keys}>>`;
}
