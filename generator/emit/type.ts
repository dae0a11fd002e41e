import {
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type PropertySignatureStructure,
  StructureKind,
  type TypeAliasDeclarationStructure,
} from 'ts-morph';
import type { EnumType, NamedType, ObjectType, Property, Type } from '../model.js';
import { memberKey, quote } from '../program/names.js';
import { visitType } from '../program/visit-type.js';
import { docComment, docs, held, type Statement } from './print-source.js';
import { WIDTH } from './print-value.js';

/** How a file writes types: the local name of a named type, and what is present besides the required properties. */
export interface TypeScope {
  readonly named: (type: NamedType) => string;
  /** A resolver's input: what has a default has arrived. */
  readonly position: 'input' | 'output';
}

/** TypeScript for a type. Several lines only within object types, whose members stand two columns deeper than `indent`. */
export function typeText(type: Type, scope: TypeScope, indent = 0): string {
  const text = visitType(type, {
    string: () => 'string',
    number: () => 'number',
    boolean: () => 'boolean',
    enum: (type) => enumMembers(type).join(' | '),
    list: ({ of }) => {
      const item = typeText(of, scope, indent);
      return `readonly ${isUnion(of) || item.startsWith('readonly ') ? `(${item})` : item}[]`;
    },
    map: ({ of }) => `{ readonly [key: string]: ${typeText(of, scope, indent)} }`,
    object: (object) => objectText(object, scope, indent),
    named: scope.named,
    raw: () => 'unknown',
  });
  return type.nullable && type.kind !== 'raw' && !(type.kind === 'enum' && type.values.includes(null))
    ? `${text} | null`
    : text;
}

function isUnion(type: Type): boolean {
  return type.nullable === true || (type.kind === 'enum' && type.values.length > 1);
}

function enumMembers({ values }: EnumType): readonly string[] {
  return values.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
}

/** `{ … }`, a member a line, as its own description asks for a line above it. */
function objectText(type: ObjectType, scope: TypeScope, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  const lines = type.properties.flatMap((property) => {
    const { name, hasQuestionToken, type: text } = member(property, scope, indent + 2);
    return [
      ...docComment(property.description, indent + 2),
      `readonly ${name}${hasQuestionToken ? '?' : ''}: ${text};`,
    ];
  });
  if (type.open) lines.push('readonly [key: string]: unknown;');
  return lines.length === 0
    ? 'Record<string, never>'
    : `{\n${lines.map((line) => `${inner}${line}\n`).join('')}${' '.repeat(indent)}}`;
}

interface Member {
  readonly name: string;
  readonly hasQuestionToken: boolean;
  readonly type: string;
}

function member(property: Property, scope: TypeScope, indent: number): Member {
  const arrives = property.required || (scope.position === 'input' && property.type.default !== undefined);
  return { name: memberKey(property.name), hasQuestionToken: !arrives, type: typeText(property.type, scope, indent) };
}

export function memberStructures(
  properties: readonly Property[],
  scope: TypeScope,
): OptionalKind<PropertySignatureStructure>[] {
  return properties.map((property) => {
    const { name, hasQuestionToken, type } = member(property, scope, 2);
    return {
      name: held(name),
      hasQuestionToken,
      type: held(type),
      isReadonly: true,
      docs: docs(property.description, 2),
    };
  });
}

/** `export interface Name { … }`, `leading` members before the type's own; an alias where there is no member at all. */
export function interfaceOf(
  name: string,
  type: ObjectType,
  scope: TypeScope,
  more: { readonly leading?: OptionalKind<PropertySignatureStructure>[]; readonly doc?: string } = {},
): Statement {
  const properties = [...(more.leading ?? []), ...memberStructures(type.properties, scope)];
  if (properties.length === 0 && !type.open) return aliasOf(name, 'Record<string, never>', more.doc);
  const structure: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    docs: docs(more.doc),
    properties,
    indexSignatures: type.open ? [{ keyName: 'key', keyType: 'string', returnType: 'unknown', isReadonly: true }] : [],
  };
  return structure;
}

export function aliasOf(name: string, type: string, doc?: string): Statement {
  const structure: TypeAliasDeclarationStructure = {
    kind: StructureKind.TypeAlias,
    name,
    isExported: true,
    docs: docs(doc),
    type: held(type),
  };
  return structure;
}

/** `A | B` for the alias of this name: on its line, or a member a line. Repeated members stand once. */
export function unionText(name: string, members: readonly string[]): string {
  const distinct = [...new Set(members)];
  const line = distinct.join(' | ');
  const fits = `export type ${name} = ${line};`.length <= WIDTH && !line.includes('\n');
  return fits || distinct.length === 1 ? line : distinct.map((text) => `\n  | ${text}`).join('');
}

/** An exported type for any Type: an interface for an object, else an alias. */
export function declarationOf(name: string, type: Type, scope: TypeScope, doc?: string): Statement {
  if (type.kind === 'object' && !type.nullable) return interfaceOf(name, type, scope, doc === undefined ? {} : { doc });
  if (type.kind === 'enum')
    return aliasOf(name, unionText(name, [...enumMembers(type), ...(type.nullable ? ['null'] : [])]), doc);
  return aliasOf(name, typeText(type, scope), doc);
}
