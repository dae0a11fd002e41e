import type { Command } from 'commander';
import { declaredTools, toolNamed } from './declared-tools.js';
import { reasonOption, turnSwitch } from './turn-switch.js';

/** `toolwright tool enable|disable <name>`: one tool, for all servers on this database at once. */
export function register(cli: Command): void {
  const tool = cli.command('tool').description('Switch one tool off and on again, in every running server at once.');
  tool
    .command('disable')
    .description('Refuse every call of a tool. It stays listed, since lists must not change under a client.')
    .argument('<name>', 'as `toolwright list` shows it')
    .option(...reasonOption)
    .action((name: string, { reason }: { reason?: string }) => turn(name, false, reason));
  tool
    .command('enable')
    .description('Take calls of a tool again.')
    .argument('<name>', 'as `toolwright list` shows it')
    .option(...reasonOption)
    .action((name: string, { reason }: { reason?: string }) => turn(name, true, reason));
}

function turn(name: string, on: boolean, reason: string | undefined): Promise<void> {
  return turnSwitch(() => {
    const declared = declaredTools(process.cwd());
    const tool = toolNamed(name, declared);
    return {
      ...{ command: `toolwright tool ${on ? 'enable' : 'disable'}`, name: `tool:${tool}`, on, reason },
      said: on ? `'${tool}' takes calls.` : `'${tool}' is off: every call of it answers SERVER_DISABLED.`,
      ...(declared === null && { warned: 'The name was not checked: there is no generated/surface.lock here.' }),
    };
  });
}
