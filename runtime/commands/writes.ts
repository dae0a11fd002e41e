import { Argument, type Command } from 'commander';
import { withDatabase } from './with-database.js';

/** `toolwright writes on|off`: the switch before every write, for all servers on this database at once. */
export function register(cli: Command): void {
  cli
    .command('writes')
    .description('Allow or refuse all writes, in every running server at once.')
    .addArgument(new Argument('<state>', 'what holds from now on').choices(['on', 'off']))
    .action((state: string) =>
      withDatabase(async (knex) => {
        const { setSwitch } = await import('../store/postgres/switches.js');
        await setSwitch(knex, 'writes', state === 'on');
        console.log(
          state === 'on' ? 'Writes are allowed.' : 'Writes are refused: every writing tool answers WRITE_NOT_ALLOWED.',
        );
      }),
    );
}
