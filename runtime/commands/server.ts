import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

/** `toolwright server enable|disable`: everything but health and documents, for all servers on this database at once. */
export function register(cli: Command): void {
  const server = cli.command('server').description('Switch all servers on this database off and on again, at once.');
  server
    .command('disable')
    .description('Refuse every call, list and resource; health and documents go on.')
    .action(() => turn(false));
  server
    .command('enable')
    .description('Serve again.')
    .action(() => turn(true));
}

function turn(on: boolean): Promise<void> {
  return withDatabase(async (knex) => {
    const { setSwitch } = await import('../store/postgres/switches.js');
    await setSwitch(knex, 'server', on);
    console.log(
      on ? 'The server answers.' : 'The server is off: everything but health and documents answers SERVER_DISABLED.',
    );
  });
}
