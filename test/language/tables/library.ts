import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Books of a library. */
export const library = {
  name: 'language-library',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table book (
  id text primary key,
  team_id text not null references team (id),
  title text not null,
  note text not null,
  worth integer not null,
  lock text not null
)`);
    await db.raw(protect('book'));
    await db.raw(`
grant select, update on book to app;
create policy book_own on book to app using (team_id = current_team()) with check (team_id = current_team());
`);
    await db('book').insert([
      { id: 'book_red_1', team_id: 'team_red', title: 'On clay', note: 'Good', worth: 40, lock: 'lock-code-red-7731' },
      {
        id: 'book_blue_1',
        team_id: 'team_blue',
        title: 'On wood',
        note: 'Dry',
        worth: 20,
        lock: 'lock-code-blue-4402',
      },
    ]);
  },
};
