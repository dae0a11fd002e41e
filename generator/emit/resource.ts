import { type FunctionDeclarationStructure, StructureKind } from 'ts-morph';
import type { NamedType, ObjectType, OutputFile, Program, Resource } from '../model.js';
import { type Lookup, lookup } from '../program/lookup.js';
import { NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { constantOf } from './constant.js';
import { guaranteedContext } from './context-type.js';
import { TypeImports } from './file-names.js';
import { resourcePath } from './paths.js';
import { headerLine, held, importOf, printSource, type Statement } from './print-source.js';
import { resourceDeclaration } from './resource-declaration.js';
import { exampleValue } from './tool.js';
import { aliasOf, declarationOf, interfaceOf, type TypeScope, typeText } from './type.js';

const TAKEN = [
  ...['Input', 'Output', 'Failure', 'Resolver', 'Context', 'DeclaredFailure', 'Example', 'Resource'],
  ...['ResourceHandler', 'examples'],
];

/** `resources/<module>/<stem>.ts`: a resource's types, its declaration and the handler that joins it with its code. */
export function emitResources(program: Program): readonly OutputFile[] {
  return program.resources.map((resource) => resourceFile(program, resource));
}

/** The exported function that joins a resource with its resolver. */
export function resourceHandlerName(resource: Resource): string {
  return `handle${pascalCase(resource.stem)}`;
}

function resourceFile(program: Program, resource: Resource): OutputFile {
  const find = lookup(program);
  const path = resourcePath(resource);
  const constant = toolIdentifier(resource.stem);
  const names = new NameSpace([...TAKEN, 'Promise', 'Uint8Array', constant, resourceHandlerName(resource)]);
  const imports = new TypeImports(find, path, names);
  const named = (type: NamedType) => imports.type(type);
  const input: ObjectType = { kind: 'object', properties: resource.parameters };
  const declaration = resourceDeclaration(resource, { lookup: find, constant: (type) => imports.constant(type) });
  const statements = [
    interfaceOf('Input', input, { named, position: 'input' }),
    outputType(resource, { named, position: 'output' }),
    aliasOf('Failure', "DeclaredFailure<'UNKNOWN_RESOURCE', Record<string, never>>"),
    resolverType(find, resource),
    constantOf(constant, declaration, 'Resource'),
    constantOf('examples', resource.examples.map(exampleValue), 'readonly Example[]'),
    handler(find, resource),
  ];
  const runtime = importOf(
    'toolwright/runtime',
    ['Context', 'DeclaredFailure', 'Example', 'Resource', 'ResourceHandler'].map((name) => ({ name, type: true })),
  );
  const groups = [[runtime, ...imports.statements()], ...statements.map((statement) => [statement])];
  return { path, text: printSource(headerLine(resource.place.file), groups) };
}

function outputType({ output }: Resource, scope: TypeScope): Statement {
  if (output.kind === 'text') return aliasOf('Output', 'string');
  if (output.kind === 'binary') return aliasOf('Output', 'Uint8Array');
  const { type } = output;
  return type.kind === 'object' ? declarationOf('Output', type, scope) : aliasOf('Output', typeText(type, scope));
}

function contextOf(find: Lookup, { context }: Resource): string {
  return guaranteedContext(find.contexts(context).map(({ name }) => name));
}

function resolverType(find: Lookup, resource: Resource): Statement {
  const text = `(input: Input, ctx: ${contextOf(find, resource)}) => Promise<Output | Failure>`;
  return aliasOf('Resolver', text, resource.description);
}

function handler(find: Lookup, resource: Resource): FunctionDeclarationStructure {
  const run = 'run: (input, ctx) => resolve(input as Input, ctx)';
  return {
    kind: StructureKind.Function,
    name: resourceHandlerName(resource),
    isExported: true,
    docs: ['Joins the declaration with the code that reads it.'],
    parameters: [{ name: 'resolve', type: 'Resolver' }],
    returnType: held(`ResourceHandler<${contextOf(find, resource)}>`),
    statements: [`return { resource: ${toolIdentifier(resource.stem)}, ${run} };`],
  };
}
