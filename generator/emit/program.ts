import type { OutputFile, Program } from '../model.js';
import { NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { annotatedConstantOf } from './constant.js';
import { moduleSource, promptPath, resourcePath, specifier, toolPath } from './paths.js';
import { headerLine, importOf, printSource } from './print-source.js';
import { Code } from './print-value.js';

const PATH = 'program.ts';

/** `program.ts`: the whole spec as one value. */
export function emitProgram(program: Program): readonly OutputFile[] {
  const names = new NameSpace(['Program', 'program', 'server']);
  const joined = (path: string, { stem, module }: { stem: string; module: string }, kind: string) => {
    const name = toolIdentifier(stem);
    return { path, name, alias: names.claim(name, `${name}${kind}Of${pascalCase(module)}`) };
  };
  const tools = program.tools.map((tool) => joined(toolPath(tool, 'tools', '.ts'), tool, ''));
  const resources = program.resources.map((resource) => joined(resourcePath(resource), resource, 'Resource'));
  const prompts = program.prompts.map((prompt) => joined(promptPath(prompt), prompt, 'Prompt'));
  const imports = [
    importOf('toolwright/runtime', [{ name: 'Program', type: true }]),
    importOf('./server.js', [{ name: 'server', type: false }]),
    ...[...tools, ...resources, ...prompts].map(({ path, name, alias }) =>
      importOf(specifier(PATH, path), [{ name, alias, type: false }]),
    ),
  ];
  const listed = (all: typeof tools) => all.map(({ alias }) => new Code(alias));
  const value = {
    server: new Code('server'),
    tools: listed(tools),
    ...(resources.length > 0 && { resources: listed(resources) }),
    ...(prompts.length > 0 && { prompts: listed(prompts) }),
  };
  const header = headerLine(`${moduleSource(program.server.place, '.')}/`);
  return [{ path: PATH, text: printSource(header, [imports, [annotatedConstantOf('program', value, 'Program')]]) }];
}
