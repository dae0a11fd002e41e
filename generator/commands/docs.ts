import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { findProject } from '../project/project.js';

/** `toolwright docs`: build the reference site. */
export function register(cli: Command): void {
  cli
    .command('docs')
    .description('Build the reference site: plain HTML with search, from the spec as it stands.')
    .option('--out <folder>', 'where to write it; the folder is made anew', 'dist/site')
    .action(async (options: { out: string }) => {
      const project = findProject(process.cwd());
      const { generate } = await import('../project/generate.js');
      const { readSpec } = await import('../read/source.js');
      const { formatDiagnostics } = await import('../diagnostic/format-diagnostic.js');
      const { buildSite } = await import('../site.js');
      const { count, print, printError } = await import('../terminal.js');

      const sources = await readSpec(project.root, project.spec);
      const { diagnostics, program, files } = generate(project, sources);
      if (program === null) {
        printError(formatDiagnostics(diagnostics, sources));
        process.exitCode = 1;
        return;
      }
      const pages = files.filter((file) => file.path.startsWith('docs/'));
      const folder = resolve(project.root, options.out);
      await buildSite(program, pages, folder);
      print(`Built ${count(pages.length, 'page')}: ${relative(process.cwd(), join(folder, 'index.html'))}`);
    });
}
