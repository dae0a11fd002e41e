import { type FunctionDeclarationStructure, StructureKind } from 'ts-morph';
import type { Example, NamedType, OutputFile, Program, Tool } from '../model.js';
import { type Lookup, lookup } from '../program/lookup.js';
import { memberKey, NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { asksType } from './asks-type.js';
import { callsType } from './calls-type.js';
import { constantOf } from './constant.js';
import { contextImports, contextType } from './context-type.js';
import { toolDeclaration } from './declaration.js';
import { failureType } from './failure-type.js';
import { TypeImports } from './file-names.js';
import { inputTypes } from './input-type.js';
import { outputTypes } from './output-type.js';
import { specifier, toolPath } from './paths.js';
import { perTool } from './per-tool.js';
import { headerLine, held, importOf, jsonImport, printSource, type Statement } from './print-source.js';
import { defined, type Printable } from './print-value.js';
import { aliasOf } from './type.js';

/** `tools/<module>/<domain>/<stem>.ts`: a tool's types, its declaration, its examples and the handler that joins them. */
export function emitTools(program: Program): readonly OutputFile[] {
  return program.tools.map((tool) => toolFile(program, tool));
}

/** Names that mean something in a tool file already; a named type of the same name comes in under another. */
const TAKEN = [
  ...['Input', 'Output', 'Failure', 'Questions', 'Calls', 'Resolver', 'Adapt'],
  ...['Promise', 'Record', 'Omit', 'Partial', 'Pick', 'Extract'],
  ...['ContentBlock', 'Context', 'DeclaredFailure', 'Example', 'Handler', 'Step', 'Tool'],
  ...['examples', 'inputSchema', 'outputSchema'],
];

const toolFile = perTool(emitTool);

function emitTool(program: Program, tool: Tool): OutputFile {
  const find = lookup(program);
  const path = toolPath(tool, 'tools', '.ts');
  const constant = toolIdentifier(tool.stem);
  const names = new NameSpace([...TAKEN, constant, handlerName(tool)]);
  const imports = new TypeImports(find, path, names);
  const named = (type: NamedType) => imports.type(type);
  const output = { named, position: 'output' } as const;
  const declaration = toolDeclaration(program, tool, { lookup: find, constant: (type) => imports.constant(type) });
  const types = [
    ...inputTypes(program, tool, { named, position: 'input' }, names),
    ...outputTypes(tool, output, names),
    ...failureType(tool, output),
    ...asksType(tool, { named, position: 'input' }),
  ];
  const calls = callsType(program, tool, path, names);
  const statements = [
    ...types,
    ...calls.statements,
    resolverType(find, tool),
    ...adaptType(tool),
    constantOf(constant, declaration, 'Tool'),
    constantOf('examples', tool.examples.map(exampleValue), 'readonly Example[]'),
    handler(find, tool),
  ];
  const head = [runtimeImport(tool), ...schemaImports(tool, path), ...imports.statements(), ...calls.imports];
  return {
    path,
    text: printSource(headerLine(tool.place.file), [head, ...statements.map((statement) => [statement])]),
  };
}

/** The exported function of a tool's file that joins its declaration with a resolver. */
export function handlerName(tool: Tool): string {
  return `handle${pascalCase(tool.stem)}`;
}

function runtimeImport(tool: Tool): Statement {
  const names = [...contextImports(tool), 'Example', 'Handler', 'Tool'];
  if (tool.composes.length > 0) names.push('Step');
  if (tool.failures.length > 0) names.push('DeclaredFailure');
  if (tool.output.kind === 'content') names.push('ContentBlock');
  return importOf(
    'toolwright/runtime',
    names.map((name) => ({ name, type: true })),
  );
}

function schemaImports(tool: Tool, path: string): readonly Statement[] {
  const input = jsonImport('inputSchema', specifier(path, toolPath(tool, 'schemas', '.input.json')));
  if (tool.output.kind === 'content') return [input];
  return [input, jsonImport('outputSchema', specifier(path, toolPath(tool, 'schemas', '.output.json')))];
}

function resolverType(find: Lookup, tool: Tool): Statement {
  const answer = tool.failures.length > 0 ? 'Output | Failure' : 'Output';
  return aliasOf('Resolver', `(input: Input, ctx: ${contextType(find, tool)}) => Promise<${answer}>`, tool.description);
}

/** Old arguments to those of today, for an alias that says `adapt`. What comes out is validated like any input. */
function adaptType(tool: Tool): readonly Statement[] {
  if (!tool.aliases.some((alias) => alias.adapt)) return [];
  return [
    aliasOf(
      'Adapt',
      '(old: { readonly [argument: string]: unknown }) => Partial<Input>',
      'Arguments of an old name to those of today.',
    ),
  ];
}

export function exampleValue(example: Example): Printable {
  const { title, as, given, input, expect, expectError, expectTruncated, changedBy } = example;
  const scene = given.map(({ call, as: who, input: sent, keep }) =>
    defined<Printable>({ call, as: who, input: sent, keep: Object.keys(keep).length > 0 ? keep : undefined }),
  );
  const change = changedBy && defined<Printable>({ call: changedBy.call, as: changedBy.as, input: changedBy.input });
  return defined<Printable>({
    title,
    as,
    given: scene.length > 0 ? scene : undefined,
    input,
    expect,
    expectError,
    expectTruncated,
    changedBy: change,
  });
}

function handler(find: Lookup, tool: Tool): FunctionDeclarationStructure {
  const adapted = tool.aliases
    .filter((alias) => alias.adapt)
    .map((alias) => `readonly ${memberKey(alias.name)}: Adapt`);
  const adapt = adapted.length > 0 ? [{ name: 'adapt', type: held(`{ ${adapted.join('; ')} }`) }] : [];
  const run = 'run: (input, ctx) => resolve(input as Input, ctx)';
  return {
    kind: StructureKind.Function,
    name: handlerName(tool),
    isExported: true,
    docs: ['Joins the declaration with the code that runs it.'],
    parameters: [{ name: 'resolve', type: 'Resolver' }, ...adapt],
    returnType: held(`Handler<${contextType(find, tool)}>`),
    statements: [`return { tool: ${toolIdentifier(tool.stem)}, ${run}${adapt.length > 0 ? ', adapt' : ''} };`],
  };
}
