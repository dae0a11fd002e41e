import type { OutputFile, Program, Prompt } from '../model.js';
import { lookup } from '../program/lookup.js';
import { NameSpace, toolIdentifier } from '../program/names.js';
import { constantOf } from './constant.js';
import { TypeImports } from './file-names.js';
import { promptPath } from './paths.js';
import { headerLine, importOf, printSource } from './print-source.js';
import { promptDeclaration } from './resource-declaration.js';
import { exampleValue } from './tool.js';

/** `prompts/<module>/<stem>.ts`: a prompt's declaration, which is all of it. */
export function emitPrompts(program: Program): readonly OutputFile[] {
  return program.prompts.map((prompt) => promptFile(program, prompt));
}

function promptFile(program: Program, prompt: Prompt): OutputFile {
  const path = promptPath(prompt);
  const constant = toolIdentifier(prompt.stem);
  const imports = new TypeImports(lookup(program), path, new NameSpace(['Example', 'Prompt', 'examples', constant]));
  const declaration = promptDeclaration(prompt, {
    lookup: imports.lookup,
    constant: (type) => imports.constant(type),
  });
  const value = constantOf(constant, declaration, 'Prompt');
  const examples = constantOf('examples', prompt.examples.map(exampleValue), 'readonly Example[]');
  const runtime = importOf('toolwright/runtime', [
    { name: 'Example', type: true },
    { name: 'Prompt', type: true },
  ]);
  const groups = [[runtime, ...imports.statements()], [value], [examples]];
  return { path, text: printSource(headerLine(prompt.place.file), groups) };
}
