import { Argument, type Command } from 'commander';
import { reasonOption, turnSwitch } from './turn-switch.js';

/** `toolwright writes on|off`: the switch before every write, for all servers on this database at once. */
export function register(cli: Command): void {
  cli
    .command('writes')
    .description('Allow or refuse all writes, in every running server at once.')
    .addArgument(new Argument('<state>', 'what holds from now on').choices(['on', 'off']))
    .option(...reasonOption)
    .action((state: 'on' | 'off', { reason }: { reason?: string }) =>
      turnSwitch(() => ({
        ...{ command: `toolwright writes ${state}`, name: 'writes', on: state === 'on', reason },
        said:
          state === 'on' ? 'Writes are allowed.' : 'Writes are refused: every writing tool answers WRITE_NOT_ALLOWED.',
      })),
    );
}
