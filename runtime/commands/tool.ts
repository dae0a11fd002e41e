import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

/** `toolwright tool enable|disable <name>`: one tool, for all servers on this database at once. */
export function register(cli: Command): void {
  const tool = cli.command('tool').description('Switch one tool off and on again, in every running server at once.');
  tool
    .command('disable')
    .description('Refuse every call of a tool. It stays listed, since lists must not change under a client.')
    .argument('<name>', 'as `toolwright list` shows it')
    .action((name: string) => turn(name, false));
  tool
    .command('enable')
    .description('Take calls of a tool again.')
    .argument('<name>', 'as `toolwright list` shows it')
    .action((name: string) => turn(name, true));
}

function turn(name: string, on: boolean): Promise<void> {
  return withDatabase(async (knex) => {
    const { setSwitch } = await import('../store/postgres/switches.js');
    const { declaredTools, toolNamed } = await import('./declared-tools.js');
    const declared = declaredTools(process.cwd());
    const tool = toolNamed(name, declared);
    await setSwitch(knex, `tool:${tool}`, on);
    console.log(on ? `'${tool}' takes calls.` : `'${tool}' is off: every call of it answers SERVER_DISABLED.`);
    if (declared === null) console.error('The name was not checked: there is no generated/surface.lock here.');
  });
}
