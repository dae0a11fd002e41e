import { join } from 'node:path';
import { formatDiagnostics } from '../diagnostic/format-diagnostic.js';
import type { OutputFile } from '../model.js';
import { type Comparison, compareOutput, compareWithLast, isStale, writeOutput } from '../output/output.js';
import { missingResolvers, writtenSummary } from '../output/output-summary.js';
import type { Source } from '../read/source.js';
import { print, printError } from '../terminal.js';
import { generate, toolsWithoutResolver } from './generate.js';
import { KeptSources } from './kept-sources.js';
import type { Project } from './project.js';
import { specChanges } from './spec-changes.js';

/**
 * Generates, and again after each change of the spec, until Ctrl-C ends it. While a mistake stands, the last good output
 * stays.
 */
export async function watchSpec(project: Project): Promise<void> {
  const sources = new KeptSources(project);
  const run = createRun(project);
  const changes = await specChanges(project);
  const follow = (read: readonly Source[]): void => {
    changes.follow(foldersOf(read));
    run(read);
  };
  follow(await sources.readAll());
  print(`Watching ${project.spec}/. Ctrl-C ends it.`);
  for await (const paths of changes) follow(await sources.reread(paths));
}

/** The folders directly below the project in which its own sources lie. */
function foldersOf(sources: readonly Source[]): string[] {
  return [...new Set(sources.filter((source) => !source.package).map((source) => source.path.split('/', 1)[0]!))];
}

/** One generation after another; the first compares with the disk, the later ones with what the one before wrote. */
function createRun(project: Project): (sources: readonly Source[]) => void {
  const folder = join(project.root, project.generated);
  let last: readonly OutputFile[] | null = null;
  let told = new Set<string>();
  return (sources) => {
    const { diagnostics, program, files } = generate(project, sources);
    if (diagnostics.length > 0) printError(formatDiagnostics(diagnostics, sources));
    if (program === null) return;
    const comparison: Comparison = last === null ? compareOutput(folder, files) : compareWithLast(last, files);
    if (isStale(comparison)) writeOutput(folder, comparison);
    last = files;
    print(writtenSummary(project, comparison));
    const unwritten = toolsWithoutResolver(project, program);
    const untold = unwritten.filter((tool) => !told.has(tool.name));
    told = new Set(unwritten.map((tool) => tool.name));
    if (untold.length > 0) print(missingResolvers(project, untold));
  };
}
