import type { OutputFile, Program, Prompt, Resource, Tool } from '../model.js';
import { toolIdentifier } from '../program/names.js';
import { promptPath, resourcePath, specifier, toolPath } from './paths.js';
import { perTool } from './per-tool.js';
import { headerLine, importOf, printSource } from './print-source.js';

/** `contract/<module>/<domain>/<stem>.test.ts`: that the server keeps to a tool's declaration. */
export function emitContract(program: Program): readonly OutputFile[] {
  return [
    ...program.tools.map((tool) => testFile(program, tool)),
    ...program.resources.map((one) => proofOf('proveResource', one, resourcePath(one), resourcePath(one, 'contract'))),
    ...program.prompts.map((one) => proofOf('provePrompt', one, promptPath(one), promptPath(one, 'contract'))),
  ];
}

/** The test of a resource or a prompt. */
function proofOf(prove: string, { stem, place }: Resource | Prompt, declared: string, path: string): OutputFile {
  const name = toolIdentifier(stem);
  const imports = [
    importOf('toolwright/testing', [{ name: prove, type: false }]),
    importOf(specifier(path, declared), [
      { name, type: false },
      { name: 'examples', type: false },
    ]),
  ];
  return { path, text: printSource(headerLine(place.file), [imports, [`${prove}(${name}, examples);`]]) };
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
