import { join } from 'node:path';
import { formatDiagnostics } from '../diagnostic/format-diagnostic.js';
import { compareOutput, isStale, writeOutput } from '../output/output.js';
import { unifiedDiff } from '../output/output-diff.js';
import {
  foreignFiles,
  missingBeside,
  missingResolvers,
  staleSummary,
  writtenSummary,
} from '../output/output-summary.js';
import { readSpec } from '../read/source.js';
import { print, printError } from '../terminal.js';
import { generate, toolsWithoutResolver, unwrittenBeside } from './generate.js';
import type { Project } from './project.js';

/** One run, told on the terminal. Resolves to the exit code: 0 good, 1 a mistake in the spec, 2 stale (`check`). */
export async function generateOnce(project: Project, check: boolean): Promise<number> {
  const sources = await readSpec(project.root, project.spec);
  const { diagnostics, program, files } = generate(project, sources);
  if (diagnostics.length > 0) printError(formatDiagnostics(diagnostics, sources));
  if (program === null) return 1;

  const folder = join(project.root, project.generated);
  const comparison = compareOutput(folder, files);
  if (comparison.foreign.length > 0) printError(foreignFiles(project, comparison));
  if (check) {
    if (isStale(comparison)) print(unifiedDiff(project.generated, comparison));
    print(staleSummary(project, comparison));
    return isStale(comparison) ? 2 : 0;
  }
  writeOutput(folder, comparison);
  print(writtenSummary(project, comparison));
  const unwritten = toolsWithoutResolver(project, program);
  if (unwritten.length > 0) print(missingResolvers(project, unwritten));
  const beside = unwrittenBeside(project, program);
  if (beside.length > 0) print(missingBeside(project, beside));
  return 0;
}
