import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../compile.js';
import type { Diagnostic } from '../diagnostic/diagnostic.js';
import { emit } from '../emit/index.js';
import type { OutputFile, Program, Tool } from '../model.js';
import { completionsOf } from '../program/completions.js';
import type { Source } from '../read/source.js';
import { type Project, resolverPath } from './project.js';

/** What a spec comes to. While an error stands there is no program, and so nothing to write. */
export interface Generation {
  readonly diagnostics: readonly Diagnostic[];
  readonly program: Program | null;
  /** Relative to the generated folder. */
  readonly files: readonly OutputFile[];
}

/** Sources to files, in memory: the same for every command, and the same sources give the same bytes. */
export function generate(project: Project, sources: readonly Source[]): Generation {
  const { program, diagnostics } = compile(sources);
  return { diagnostics, program, files: program === null ? [] : emit(program, project) };
}

/** The files of resources and completions that are not written yet, relative to the project. */
export function unwrittenBeside(project: Project, program: Program): readonly string[] {
  const packaged = new Set(program.modules.filter((module) => module.package).map((module) => module.name));
  const files = [
    ...program.resources.map(({ module, stem }) => ({ module, file: `resources/${stem}` })),
    ...completionsOf(program).map(({ module, name }) => ({ module, file: `completions/${name}` })),
  ];
  return files
    .filter(({ module }) => !packaged.has(module))
    .map(({ module, file }) => `${project.resolvers}/${module}/${file}.ts`)
    .filter((file) => !existsSync(join(project.root, file)));
}

/** The project's own tools whose resolvers are not written yet. */
export function toolsWithoutResolver(project: Project, program: Program): readonly Tool[] {
  const packaged = new Set(program.modules.filter((module) => module.package).map((module) => module.name));
  return program.tools
    .filter((tool) => !packaged.has(tool.module))
    .filter((tool) => !existsSync(join(project.root, resolverPath(project, tool))));
}
