import { join, sep } from 'node:path';
import { watch } from 'chokidar';
import { formatDiagnostics } from './format-diagnostic.js';
import { generate, missingResolvers } from './generate.js';
import { KeptSources } from './kept-sources.js';
import type { OutputFile } from './model.js';
import { type Comparison, compareOutput, compareWithLast, isStale, writeOutput } from './output.js';
import { missingResolverText, writtenSummary } from './output-summary.js';
import type { Project } from './project.js';
import type { Source } from './source.js';
import { print, printError } from './terminal.js';

/** An editor's "save all" arrives as several events; this long we wait for the rest of them. */
const settleMs = 20;

/**
 * Generates, and again after each change of the spec, until Ctrl-C ends it. While a mistake stands, the last
 * good output stays.
 */
export async function watchSpec(project: Project): Promise<void> {
  const sources = new KeptSources(project);
  const run = createRun(project);
  const changed = new Set<string>();
  let wake = (): void => {};
  let stopped = false;
  const watcher = watch([], { cwd: project.root, ignoreInitial: true });
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    changed.add(path.split(sep).join('/'));
    wake();
  });
  const stop = (): void => {
    stopped = true;
    wake();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    let read = await sources.readAll();
    watcher.add([project.spec, ...foldersOf(read)]);
    await new Promise<void>((resolve) => void watcher.once('ready', resolve));
    run(read);
    print(`Watching ${project.spec}/. Ctrl-C ends it.`);
    while (!stopped) {
      if (changed.size === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      await new Promise((resolve) => void setTimeout(resolve, settleMs));
      const paths = [...changed].filter((path) => /\.ya?ml$/.test(path));
      changed.clear();
      if (stopped || paths.length === 0) continue;
      read = await sources.reread(paths);
      watcher.add(foldersOf(read));
      run(read);
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await watcher.close();
  }
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
    const stubs = missingResolvers(project, program);
    const untold = stubs.filter((stub) => !told.has(stub.path));
    told = new Set(stubs.map((stub) => stub.path));
    if (untold.length > 0) print(missingResolverText(untold));
  };
}
