import { type FunctionDeclarationStructure, StructureKind } from 'ts-morph';
import type { OutputFile, Program } from '../model.js';
import { type Completion, completionsOf } from '../program/completions.js';
import { lookup } from '../program/lookup.js';
import { pascalCase, quote } from '../program/names.js';
import { guaranteedContext } from './context-type.js';
import { completionPath, moduleSource } from './paths.js';
import { headerLine, held, importOf, printSource } from './print-source.js';
import { aliasOf } from './type.js';

/** `completions/<module>/<name>.ts`: what the code behind `complete: <name>` gets and gives. */
export function emitCompletions(program: Program): readonly OutputFile[] {
  return completionsOf(program).map((completion) => completionFile(program, completion));
}

/** The exported function that joins a completion with its resolver. */
export function completionHandlerName({ name }: Completion): string {
  return `complete${pascalCase(name)}`;
}

function completionFile(program: Program, completion: Completion): OutputFile {
  const { module, name, contexts } = completion;
  const context = guaranteedContext(contexts);
  const runtime = importOf(
    'toolwright/runtime',
    ['CompletionHandler', 'CompletionInput', 'Context'].map((imported) => ({ name: imported, type: true })),
  );
  const resolver = aliasOf(
    'Resolver',
    `(input: CompletionInput, ctx: ${context}) => Promise<readonly string[]>`,
    'Values that begin with, or otherwise fit, what is typed so far, the likeliest first.',
  );
  const handler: FunctionDeclarationStructure = {
    kind: StructureKind.Function,
    name: completionHandlerName(completion),
    isExported: true,
    docs: ['Joins the name with the code that suggests values.'],
    parameters: [{ name: 'resolve', type: 'Resolver' }],
    returnType: held(`CompletionHandler<${context}>`),
    statements: [
      `const completion = { module: ${quote(module)}, name: ${quote(name)} };`,
      'return { completion, run: (input, ctx) => resolve(input as CompletionInput, ctx) };',
    ],
  };
  const source = `${moduleSource(lookup(program).module(module).place, '.')}/`;
  return {
    path: completionPath(module, name),
    text: printSource(headerLine(source), [[runtime], [resolver], [handler]]),
  };
}
