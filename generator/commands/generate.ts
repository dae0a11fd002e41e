import type { Command } from 'commander';
import { Mistake } from '../mistake.js';
import { findProject } from '../project/project.js';

/** `toolwright generate`: write the generated folder, or show what is stale, or follow the spec. */
export function register(cli: Command): void {
  cli
    .command('generate')
    .description('Write the generated folder: only what changed, and nothing while a mistake stands.')
    .option('--check', 'write nothing; show what is stale as a unified diff, and exit 2 if anything is')
    .option('--watch', 'stay, and generate again whenever the spec changes; Ctrl-C ends it')
    .addHelpText('after', help)
    .action(async (options: { check?: true; watch?: true }) => {
      if (options.check && options.watch) {
        throw new Mistake('--check looks once and writes nothing, --watch stays and writes: choose one of them.');
      }
      const project = findProject(process.cwd());
      if (options.watch) {
        const { watchSpec } = await import('../project/watch-spec.js');
        await watchSpec(project);
      } else {
        const { generateOnce } = await import('../project/generate-once.js');
        process.exitCode = await generateOnce(project, options.check === true);
      }
    });
}

const help = `
Files that the spec does not give any more are removed, and named, if an earlier run wrote them: TypeScript that begins
with "// Generated", and JSON, Markdown, locks and llms.txt in the places where Toolwright puts them. Any other file in
the folder is named and left alone.

Exit codes: 0 good, 1 a mistake in the spec, 2 stale (--check).`;
