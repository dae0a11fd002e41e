import { resolverStub } from '../emit/index.js';
import type { OutputFile, Tool } from '../model.js';
import { toolIdentifier } from '../program/names.js';
import { type Project, resolverPath } from '../project/project.js';
import { count, style } from '../terminal.js';
import { type Comparison, isStale } from './output.js';

/** So many names a person reads; of more, the rest is counted. What is removed is always named. */
const namesShown = 20;
const stubsShown = 20;

/** What a run wrote and removed. */
export function writtenSummary(project: Project, comparison: Comparison): string {
  const { changed, missing, orphaned, unchanged } = comparison;
  const folder = project.generated;
  if (!isStale(comparison)) return `${folder}/ is up to date: ${count(unchanged, 'file')}.`;
  return [
    ...names('changed', folder, changed),
    ...names('new', folder, missing),
    ...names('removed', folder, orphaned, Number.POSITIVE_INFINITY),
    `Wrote ${folder}/: ${changed.length} changed, ${missing.length} new, ${orphaned.length} removed, ${unchanged} as before.`,
  ].join('\n');
}

/** What `--check` found, and the command that mends it. */
export function staleSummary(project: Project, comparison: Comparison): string {
  const { changed, missing, orphaned, unchanged } = comparison;
  const folder = project.generated;
  if (!isStale(comparison)) return `${folder}/ is up to date: ${count(unchanged, 'file')}.`;
  return [
    ...names('changed', folder, changed),
    ...names('missing', folder, missing),
    ...names('orphaned', folder, orphaned),
    `${folder}/ is stale: ${changed.length} changed, ${missing.length} missing, ${orphaned.length} orphaned. ` +
      'Run `npx toolwright generate` and commit what it writes.',
  ].join('\n');
}

/** Files in the generated folder that Toolwright did not write. */
export function foreignFiles(project: Project, { foreign }: Comparison): string {
  return foreign
    .map(
      (path) =>
        `${project.generated}/${path} is not one of Toolwright's files and was left alone. Move it elsewhere: this folder is only for what is generated.`,
    )
    .join('\n');
}

/** The beginning of each resolver that is not there yet, ready to be copied. */
export function missingResolvers(project: Project, tools: readonly Tool[]): string {
  const [verb, pronoun] = tools.length === 1 ? ['is', 'it is'] : ['are', 'they are'];
  const stubs = tools.slice(0, stubsShown).map((tool) => resolverStub(tool, project));
  const others = tools.slice(stubsShown).map((tool) => `  ${resolverPath(project, tool)}`);
  return [
    `\n${count(tools.length, 'resolver')} ${verb} not written yet, and nothing type-checks until ${pronoun}. To begin with:`,
    ...stubs.map(({ path, text }) => `\n${style('bold', `// ${path}`)}\n${text.trimEnd()}`),
    ...(others.length > 0 ? ['\nAnd the same for:', ...others] : []),
  ].join('\n');
}

/** The files of resources and completions that are not there yet; what each exports, its generated types say. */
export function missingBeside(project: Project, files: readonly string[]): string {
  const lines = files.map((file) => {
    const [name = '', folder = '', module = ''] = file.replace(/\.ts$/, '').split('/').reverse();
    return `  ${file}   exports ${toolIdentifier(name)}, a () => Resolver of ${project.generated}/${folder}/${module}/${name}.ts`;
  });
  return ['\nNot written yet:', ...lines].join('\n');
}

function names(what: string, folder: string, files: readonly OutputFile[], shown = namesShown): readonly string[] {
  const more = files.length - shown;
  return [
    ...files.slice(0, shown).map(({ path }) => `  ${what.padEnd(8)}  ${folder}/${path}`),
    ...(more > 0 ? [`  ${what.padEnd(8)}  … and ${more.toLocaleString('en')} more`] : []),
  ];
}
