import type { Command } from 'commander';
import { reasonOption, turnSwitch } from './turn-switch.js';

/** `toolwright server enable|disable`: everything but health, documents and pages, for all servers on this database at once. */
export function register(cli: Command): void {
  const server = cli.command('server').description('Switch all servers on this database off and on again, at once.');
  server
    .command('disable')
    .description('Refuse every call, list and resource; health and documents go on.')
    .option(...reasonOption)
    .action(({ reason }: { reason?: string }) =>
      turnSwitch(() => ({
        ...{ command: 'toolwright server disable', name: 'server', on: false, reason },
        said: 'The server is off: everything but health and documents answers SERVER_DISABLED.',
      })),
    );
  server
    .command('enable')
    .description('Serve again.')
    .option(...reasonOption)
    .action(({ reason }: { reason?: string }) =>
      turnSwitch(() => ({
        ...{ command: 'toolwright server enable', name: 'server', on: true, reason },
        said: 'The server answers.',
      })),
    );
}
