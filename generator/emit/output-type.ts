import type { ObjectType, Property, Tool, Type } from '../model.js';
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
    case 'list': {
      const item = nameOf(
        'Item',
        output.of.kind === 'object' ? onDemandOptional(tool, output.of) : output.of,
        scope,
        names,
      );
      const text = item.statements.length > 0 ? item.text : itemText(tool, output.of, scope);
      return [...item.statements, listInterface(output.as, text, tool.page ? [totalOf(tool)] : [], scope)];
    }
    case 'variants': {
      const variants = output.variants.map(({ name, type }) => nameOf(`${pascalCase(name)}Output`, type, scope, names));
      const union = unionText(
        'Output',
        variants.map(({ text }) => text),
      );
      return [...variants.flatMap(({ statements }) => statements), aliasOf('Output', union)];
    }
    case 'outcomes': {
      const outcome = nameOf('Outcome', oneOutcome(tool, output), scope, names);
      return [...outcome.statements, listInterface('results', outcome.text, output.properties, scope)];
    }
    case 'content':
      return [aliasOf('Output', 'readonly ContentBlock[]')];
  }
}

/** An object type gets an interface of its own, any other stands where it is used. */
function nameOf(
  wish: string,
  type: Type,
  scope: TypeScope,
  names: NameSpace,
): { readonly statements: readonly Statement[]; readonly text: string } {
  if (type.kind !== 'object') return { statements: [], text: typeText(type, scope) };
  const name = names.claim(wish);
  return { statements: [declarationOf(name, type, scope)], text: name };
}

function listInterface(name: string, item: string, beside: readonly Property[], scope: TypeScope): Statement {
  const list = /^[\w$]+$/.test(item) ? item : `(${item})`;
  const leading = [{ name: held(memberKey(name)), type: held(`readonly ${list}[]`), isReadonly: true }];
  return interfaceOf('Output', { kind: 'object', properties: beside }, scope, { leading });
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
