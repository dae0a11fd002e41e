import { posix } from 'node:path';
import { type FunctionDeclarationStructure, StructureKind } from 'ts-morph';
import type { OutputFile, Program, Tool } from '../model.js';
import { lookup } from '../program/lookup.js';
import { literalKey, NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { type Layout, moduleSource, specifier, toolPath } from './paths.js';
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
import { handlerName } from './tool.js';
import { aliasOf } from './type.js';

const PATH = 'resolvers.ts';

/** A tool's imports into `resolvers.ts`, under names that are free there. */
interface Joined {
  readonly tool: Tool;
  readonly factory: ImportedName & { readonly alias: string };
  readonly handler: ImportedName & { readonly alias: string };
  readonly adapters: readonly (ImportedName & { readonly alias: string; readonly oldName: string })[];
}

/**
 * `resolvers.ts`: the only generated file that imports hand-written code. A missing resolver is a compile error that
 * names the file.
 */
export function emitResolvers(program: Program, layout: Layout): readonly OutputFile[] {
  const joined = joinTools(program.tools);
  const factories = joined.map(({ tool, factory, adapters }) =>
    importOf(resolverSpecifier(program, tool, layout), [factory, ...adapters]),
  );
  const handlers = joined.map(({ tool, handler }) =>
    importOf(specifier(PATH, toolPath(tool, 'tools', '.ts')), [handler]),
  );
  const runtime = importOf('toolwright/runtime', [
    ...(joined.length > 0 ? [{ name: 'AppOf', type: true }] : []),
    { name: 'Handler', type: true },
  ]);
  const header = headerLine(`${moduleSource(program.server.place, '.')}/`);
  const groups: Statement[][] = [[runtime, ...factories, ...handlers], [appType(joined)], [createResolvers(joined)]];
  return [{ path: PATH, text: printSource(header, groups) }];
}

function joinTools(tools: readonly Tool[]): readonly Joined[] {
  const names = new NameSpace(['App', 'AppOf', 'Handler', 'app', 'createResolvers', 'make']);
  return tools.map((tool) => {
    const claim = (name: string) => ({
      name,
      type: false,
      alias: names.claim(name, `${name}Of${pascalCase(tool.module)}`),
    });
    return {
      tool,
      factory: claim(toolIdentifier(tool.stem)),
      handler: claim(handlerName(tool)),
      adapters: tool.aliases
        .filter((alias) => alias.adapt)
        .map((alias) => ({ ...claim(`adapt${pascalCase(alias.name)}`), oldName: alias.name })),
    };
  });
}

/** By convention: the stem below the resolvers' folder, of the project or of the package that brings the module. */
function resolverSpecifier(program: Program, tool: Tool, layout: Layout): string {
  const { package: from } = lookup(program).module(tool.module);
  const file = `${tool.module}/${tool.domain}/${tool.stem}.js`;
  if (from) return posix.join(from.name, from.resolvers, file);
  return specifier(posix.join(layout.generated, PATH), posix.join(layout.resolvers, file));
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
    docs: docs('Every tool with the code that runs it.'),
    parameters: [{ name: joined.length > 0 ? 'app' : '_app', type: 'App' }],
    returnType: 'readonly Handler[]',
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
