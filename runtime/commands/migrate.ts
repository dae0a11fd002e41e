import type { Command } from 'commander';
import { withDatabase } from './with-database.js';

/** `toolwright migrate`: brings the database up to date without starting a server. */
export function register(cli: Command): void {
  cli
    .command('migrate')
    .description("Bring the database up to date: Toolwright's own tables, then the project's.")
    .addHelpText('after', help)
    .action(() =>
      withDatabase(async (knex) => {
        const { readProjectMigrations } = await import('../store/postgres/project-migrations.js');
        const { migrate } = await import('../store/postgres/migrate.js');
        const { watchWrites } = await import('../store/postgres/watch-writes.js');
        const done = await migrate(knex, await readProjectMigrations(process.cwd()));
        await watchWrites(knex, ['public']);
        for (const name of done) console.log(`applied ${name}`);
        console.log(done.length === 0 ? 'The database is up to date already.' : 'The database is up to date.');
      }),
    );
}

const help = `
The project's migrations are the list that a module of it exports; package.json names the module as
"toolwright": { "migrations": "./migrations.js" }. The server brings the database up to date by itself when it starts;
this command does it beforehand, as a user with more rights if need be (DATABASE_URL).`;
