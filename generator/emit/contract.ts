import type { OutputFile, Program, Tool } from '../model.js';
import { toolIdentifier } from '../program/names.js';
import { specifier, toolPath } from './paths.js';
import { perTool } from './per-tool.js';
import { headerLine, importOf, printSource } from './print-source.js';

/** `contract/<module>/<domain>/<stem>.test.ts`: that the server keeps to a tool's declaration. */
export function emitContract(program: Program): readonly OutputFile[] {
  return program.tools.map((tool) => testFile(program, tool));
}

const testFile = perTool(contractTest);

function contractTest(_program: Program, tool: Tool): OutputFile {
  const path = toolPath(tool, 'contract', '.test.ts');
  const name = toolIdentifier(tool.stem);
  const imports = [
    importOf('toolwright/testing', [{ name: 'proveTool', type: false }]),
    importOf(specifier(path, toolPath(tool, 'tools', '.ts')), [
      { name, type: false },
      { name: 'examples', type: false },
    ]),
  ];
  return { path, text: printSource(headerLine(tool.place.file), [imports, [`proveTool(${name}, examples);`]]) };
}
