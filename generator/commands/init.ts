import type { Command } from 'commander';
import { Mistake } from '../mistake.js';

interface Options {
  readonly name?: string;
  readonly title?: string;
}

/** `toolwright init <dir>`: a small project of one's own. */
export function register(cli: Command): void {
  cli
    .command('init')
    .description('Begin a project: two tools, a memory store and a key file, ready to start.')
    .argument('<dir>', 'a folder that is empty or new')
    .option(
      '--name <name>',
      'name of the package and the server; without it, asked on a terminal, else from the folder',
    )
    .option('--title <title>', 'name as people read it')
    .action(async (dir: string, options: Options) => {
      const { resolve } = await import('node:path');
      const { checkFree, nameProblem, suggestName, writeProject } = await import('./init-project.js');
      const { findProject } = await import('../project/project.js');
      const { generateOnce } = await import('../project/generate-once.js');
      const { count, print } = await import('../terminal.js');

      const folder = resolve(dir);
      checkFree(folder);
      const name = options.name ?? (await askName(suggestName(folder)));
      const problem = nameProblem(name);
      if (problem !== undefined) throw new Mistake(problem);
      const paths = writeProject(folder, { name, title: options.title?.replaceAll(/\s+/g, ' ') ?? titleOf(name) });
      print(`Wrote ${count(paths.length, 'file')} to ${dir}:\n${paths.map((path) => `  ${path}`).join('\n')}`);
      const exitCode = await generateOnce(findProject(folder), false);
      if (exitCode === 0) print(`\nNow:\n  cd ${dir}\n  npm install\n  npm start`);
      process.exitCode = exitCode;
    });
}

/** Asks a person; whatever is no terminal gets the suggestion. */
async function askName(suggestion: string): Promise<string> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return suggestion;
  const { isCancel, text } = await import('@clack/prompts');
  const { nameProblem } = await import('./init-project.js');
  const answer = await text({ message: 'Name of the project', initialValue: suggestion, validate: nameProblem });
  if (isCancel(answer)) throw new Mistake('Nothing was written.');
  return answer;
}

/** `my-tools` → `My tools`. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
