import { type Command, Option } from 'commander';
import type { DiagnosticFormat } from '../diagnostic/format-diagnostic.js';
import { findProject } from '../project/project.js';

/** `toolwright check`: the diagnostics alone. */
export function register(cli: Command): void {
  cli
    .command('check')
    .description('Check the spec and write nothing.')
    .addOption(
      new Option('--format <format>', 'how to print the diagnostics')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .addHelpText('after', '\nExit codes: 0 good (warnings may stand), 1 an error in the spec.')
    .action(async ({ format }: { format: DiagnosticFormat }) => {
      const project = findProject(process.cwd());
      const { compile } = await import('../compile.js');
      const { formatDiagnostics } = await import('../diagnostic/format-diagnostic.js');
      const { readSpec } = await import('../read/source.js');
      const { count, print } = await import('../terminal.js');

      const sources = await readSpec(project.root, project.spec);
      const { program, diagnostics } = compile(sources);
      const text = formatDiagnostics(diagnostics, sources, format);
      if (text !== '') print(text);
      else if (format === 'text') print(`No mistakes in ${count(sources.length, 'file')}.`);
      process.exitCode = program === null ? 1 : 0;
    });
}
