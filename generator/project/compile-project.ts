import { compile } from '../compile.js';
import { formatDiagnostics } from '../diagnostic/format-diagnostic.js';
import { Mistake } from '../mistake.js';
import type { Program } from '../model.js';
import { readSpec } from '../read/source.js';
import type { Project } from './project.js';

/** The checked program of a project, for commands that only look at it. Throws a Mistake that tells every error. */
export async function compileProject(project: Project): Promise<Program> {
  const sources = await readSpec(project.root, project.spec);
  const { program, diagnostics } = compile(sources);
  if (program === null) throw new Mistake(formatDiagnostics(diagnostics, sources));
  return program;
}
