import type { OutputFile, Program } from '../model.js';
import { NameSpace, pascalCase, toolIdentifier } from '../program/names.js';
import { annotatedConstantOf } from './constant.js';
import { moduleSource, specifier, toolPath } from './paths.js';
import { headerLine, importOf, printSource } from './print-source.js';
import { Code } from './print-value.js';

const PATH = 'program.ts';

/** `program.ts`: the whole spec as one value. */
export function emitProgram(program: Program): readonly OutputFile[] {
  const names = new NameSpace(['Program', 'program', 'server']);
  const tools = program.tools.map((tool) => {
    const name = toolIdentifier(tool.stem);
    return {
      path: toolPath(tool, 'tools', '.ts'),
      name,
      alias: names.claim(name, `${name}Of${pascalCase(tool.module)}`),
    };
  });
  const imports = [
    importOf('toolwright/runtime', [{ name: 'Program', type: true }]),
    importOf('./server.js', [{ name: 'server', type: false }]),
    ...tools.map(({ path, name, alias }) => importOf(specifier(PATH, path), [{ name, alias, type: false }])),
  ];
  const value = { server: new Code('server'), tools: tools.map(({ alias }) => new Code(alias)) };
  const header = headerLine(`${moduleSource(program.server.place, '.')}/`);
  return [{ path: PATH, text: printSource(header, [imports, [annotatedConstantOf('program', value, 'Program')]]) }];
}
