import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { findProject } from '../project/project.js';

/** `toolwright docs`: build the reference site. */
export function register(cli: Command): void {
  cli
    .command('docs')
    .description(
      'Build the reference site: plain HTML with search, from the spec as it stands. Where server.yaml names a private_reference, the site has what everybody may read, and one of all there is stands beside it, in <folder>-private.',
    )
    .option('--out <folder>', 'where to write it; the folder is made anew', 'dist/site')
    .action(async (options: { out: string }) => {
      const project = findProject(process.cwd());
      const { generate } = await import('../project/generate.js');
      const { readSpec } = await import('../read/source.js');
      const { formatDiagnostics } = await import('../diagnostic/format-diagnostic.js');
      const { openPart } = await import('../emit/docs/open-part.js');
      const { sortProgram } = await import('../program/sort-program.js');
      const { emitPages } = await import('../emit/docs/pages.js');
      const { buildSite } = await import('../site.js');
      const { count, print, printError } = await import('../terminal.js');

      const sources = await readSpec(project.root, project.spec);
      const { diagnostics, program } = generate(project, sources);
      if (program === null) {
        printError(formatDiagnostics(diagnostics, sources));
        process.exitCode = 1;
        return;
      }
      const folder = resolve(project.root, options.out);
      const build = async (part: typeof program, to: string) => {
        const pages = emitPages(sortProgram(part));
        await buildSite(part, pages, to);
        print(`Built ${count(pages.length, 'page')}: ${relative(process.cwd(), join(to, 'index.html'))}`);
      };
      await build(openPart(program), folder);
      if (program.server.privateReference.length > 0) await build(program, `${folder}-private`);
    });
}
