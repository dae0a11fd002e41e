import { posix } from 'node:path';
import { type FunctionDeclarationStructure, StructureKind } from 'ts-morph';
import type { OutputFile, Program, Tool } from '../model.js';
import { completionsOf } from '../program/completions.js';
import { lookup } from '../program/lookup.js';
import { literalKey, NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { completionHandlerName } from './completion.js';
import { completionPath, type Layout, moduleSource, resourcePath, specifier, toolPath } from './paths.js';
import {
  docComment,
  docs,
  headerLine,
  held,
  type ImportedName,
  importOf,
  printSource,
  type Statement,
} from './print-source.js';
import { resourceHandlerName } from './resource.js';
import { handlerName } from './tool.js';
import { aliasOf } from './type.js';

const PATH = 'resolvers.ts';

/** What has a hand-written file: where that lies below the resolvers' folder, and which generated file it is joined by. */
interface Resolved {
  readonly module: string;
  readonly file: string;
  readonly generated: string;
  readonly name: string;
  readonly handler: string;
  readonly kind: '' | 'Resource' | 'Completion';
  readonly adapters: readonly { readonly name: string; readonly oldName: string }[];
}

/** Its imports into `resolvers.ts`, under names that are free there. */
interface Joined {
  readonly resolved: Resolved;
  readonly factory: ImportedName & { readonly alias: string };
  readonly handler: ImportedName & { readonly alias: string };
  readonly adapters: readonly (ImportedName & { readonly alias: string; readonly oldName: string })[];
}

/**
 * `resolvers.ts`: the only generated file that imports hand-written code. A missing resolver is a compile error that
 * names the file.
 */
export function emitResolvers(program: Program, layout: Layout): readonly OutputFile[] {
  const joined = join(resolvedOf(program));
  const factories = joined.map(({ resolved, factory, adapters }) =>
    importOf(resolverSpecifier(program, resolved, layout), [factory, ...adapters]),
  );
  const handlers = joined.map(({ resolved, handler }) => importOf(specifier(PATH, resolved.generated), [handler]));
  const runtime = importOf('toolwright/runtime', [
    ...(joined.length > 0 ? [{ name: 'AppOf', type: true }] : []),
    { name: handlerType(joined), type: true },
  ]);
  const header = headerLine(`${moduleSource(program.server.place, '.')}/`);
  const groups: Statement[][] = [[runtime, ...factories, ...handlers], [appType(joined)], [createResolvers(joined)]];
  return [{ path: PATH, text: printSource(header, groups) }];
}

function resolvedOf(program: Program): readonly Resolved[] {
  const tools = program.tools.map((tool): Resolved => {
    const adapters = tool.aliases
      .filter((alias) => alias.adapt)
      .map((alias) => ({ name: `adapt${pascalCase(alias.name)}`, oldName: alias.name }));
    const names = { name: toolIdentifier(tool.stem), handler: handlerName(tool), adapters };
    const file = `${tool.module}/${tool.domain}/${tool.stem}`;
    return { module: tool.module, file, generated: toolPath(tool, 'tools', '.ts'), ...names, kind: '' };
  });
  const resources = program.resources.map((resource): Resolved => {
    const names = { name: toolIdentifier(resource.stem), handler: resourceHandlerName(resource), adapters: [] };
    const file = `${resource.module}/resources/${resource.stem}`;
    return { module: resource.module, file, generated: resourcePath(resource), ...names, kind: 'Resource' };
  });
  const completions = completionsOf(program).map((completion): Resolved => {
    const { module, name } = completion;
    const names = { name: toolIdentifier(name), handler: completionHandlerName(completion), adapters: [] };
    const file = `${module}/completions/${name}`;
    return { module, file, generated: completionPath(module, name), ...names, kind: 'Completion' };
  });
  return [...tools, ...resources, ...completions];
}

function join(all: readonly Resolved[]): readonly Joined[] {
  const names = new NameSpace(['AnyHandler', 'App', 'AppOf', 'Handler', 'app', 'createResolvers', 'make']);
  return all.map((resolved) => {
    const claim = (name: string) => ({
      name,
      type: false,
      alias: names.claim(name, `${name}${resolved.kind}Of${pascalCase(resolved.module)}`),
    });
    return {
      resolved,
      factory: claim(resolved.name),
      handler: claim(resolved.handler),
      adapters: resolved.adapters.map(({ name, oldName }) => ({ ...claim(name), oldName })),
    };
  });
}

function handlerType(joined: readonly Joined[]): 'Handler' | 'AnyHandler' {
  return joined.every(({ resolved }) => resolved.kind === '') ? 'Handler' : 'AnyHandler';
}

/** By convention: the stem below the resolvers' folder, of the project or of the package that brings the module. */
function resolverSpecifier(program: Program, { module, file }: Resolved, layout: Layout): string {
  const { package: from } = lookup(program).module(module);
  if (from) return posix.join(from.name, from.resolvers, `${file}.js`);
  return specifier(posix.join(layout.generated, PATH), posix.join(layout.resolvers, `${file}.js`));
}

function appType(joined: readonly Joined[]): Statement {
  const parts = joined.map(({ factory }) => `AppOf<typeof ${factory.alias}>`);
  const doc = 'What the resolvers ask of the application, all together.';
  if (parts.length <= 1) return aliasOf('App', parts[0] ?? 'unknown', doc);
  return aliasOf('App', parts.map((part, index) => (index === 0 ? part : `\n  ${part}`)).join(' &'), doc);
}

function createResolvers(joined: readonly Joined[]): FunctionDeclarationStructure {
  const lines = joined.map(({ factory, handler, adapters }) => {
    const adapt = adapters.map(({ oldName, alias }) => `${literalKey(oldName)}: ${alias}`);
    const more = adapt.length > 0 ? `, { ${adapt.join(', ')} }` : '';
    return `${handler.alias}(make(${factory.alias})${more}),`;
  });
  return {
    kind: StructureKind.Function,
    name: 'createResolvers',
    isExported: true,
    docs: docs(
      handlerType(joined) === 'Handler'
        ? 'Every tool with the code that runs it.'
        : 'Every tool, resource and completion with the code behind it.',
    ),
    parameters: [{ name: joined.length > 0 ? 'app' : '_app', type: 'App' }],
    returnType: `readonly ${handlerType(joined)}[]`,
    statements:
      joined.length > 0
        ? [
            '// A factory that needs nothing of the application takes no parameter.',
            'const make = <Resolver>(factory: (app: App) => Resolver): Resolver => factory(app);',
            held(`return [\n${lines.map((line) => `    ${line}\n`).join('')}  ];`),
          ]
        : ['return [];'],
  };
}

/** The beginning of a resolver, for a person to put at `path` (relative to the project) and go on with. */
export function resolverStub(tool: Tool, layout: Layout): OutputFile {
  const path = posix.join(layout.resolvers, tool.module, tool.domain, `${tool.stem}.ts`);
  const adapters = tool.aliases.filter((alias) => alias.adapt);
  const generated = specifier(path, posix.join(layout.generated, toolPath(tool, 'tools', '.ts')));
  const types = [{ name: 'Resolver', type: true }, ...(adapters.length > 0 ? [{ name: 'Adapt', type: true }] : [])];
  const body = " => {\n  throw new Error('Write me');\n};";
  const factory = `export const ${toolIdentifier(tool.stem)} = (): Resolver => async (_input, _ctx)${body}`;
  const adapt = adapters.map((alias) => `export const adapt${pascalCase(alias.name)}: Adapt = (_old)${body}`);
  const groups = [
    [importOf(generated, types)],
    [[...docComment(tool.description), factory].join('\n')],
    ...adapt.map((text) => [text]),
  ];
  return { path, text: printSource(null, groups) };
}
