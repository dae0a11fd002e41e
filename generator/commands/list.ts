import { type Command, Option } from 'commander';
import { findProject } from '../project/project.js';

/** `toolwright list`: all tools, and what they cost. */
export function register(cli: Command): void {
  cli
    .command('list')
    .description('List the tools with write mode, privileges and dependencies; those that nobody reaches are marked.')
    .option('--tokens', 'what each costs in a model’s context: name, description and input schema, in o200k tokens')
    .addOption(new Option('--format <format>', 'how to print the list').choices(['text', 'json']).default('text'))
    .action(async (options: { tokens?: true; format: 'text' | 'json' }) => {
      const project = findProject(process.cwd());
      const { compileProject } = await import('../project/compile-project.js');
      const { countTokens, listTools, tokenTable, toolTable } = await import('./list-tools.js');
      const { print } = await import('../terminal.js');

      const program = await compileProject(project);
      const json = options.format === 'json';
      if (options.tokens) {
        const counts = countTokens(program);
        print(json ? JSON.stringify(counts, null, 2) : tokenTable(counts));
      } else {
        const tools = listTools(program);
        print(json ? JSON.stringify(tools, null, 2) : toolTable(tools));
      }
    });
}
