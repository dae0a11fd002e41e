import type { Command } from 'commander';
import { findProject } from '../project/project.js';

/** `toolwright explain <tool>`: the effective declaration, and who gets through. */
export function register(cli: Command): void {
  cli
    .command('explain')
    .description('Print the effective declaration of a tool and where each value comes from.')
    .argument('<tool>', 'its name on the wire, its dotted name, an old name, or the name of its file')
    .option('--as <principal>', 'say which gate refuses this principal of server.yaml, or that it passes')
    .action(async (name: string, options: { as?: string }) => {
      const project = findProject(process.cwd());
      const { compileProject } = await import('../project/compile-project.js');
      const { findPrincipal, findTool } = await import('../program/find-tool.js');
      const { explainAccess, explainTool } = await import('./explain-tool.js');
      const { print } = await import('../terminal.js');

      const program = await compileProject(project);
      const tool = findTool(program, name);
      const principal = options.as === undefined ? undefined : findPrincipal(program, options.as);
      print(explainTool(program, tool));
      if (principal) print(`\n${explainAccess(program, tool, principal)}`);
    });
}
