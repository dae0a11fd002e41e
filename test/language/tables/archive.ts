import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Boxes of an archive. */
export const archive = {
  name: 'language-archive',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table box (
  id text primary key,
  team_id text not null references team (id),
  place text not null,
  sealed boolean not null
)`);
    await db.raw(protect('box'));
    await db.raw(`
grant select, update, delete on box to app;
create policy box_own on box to app using (team_id = current_team()) with check (team_id = current_team());
`);
    await db('box').insert([
      { id: 'box_red_1', team_id: 'team_red', place: 'Attic', sealed: true },
      { id: 'box_red_2', team_id: 'team_red', place: 'Attic', sealed: false },
      { id: 'box_blue_1', team_id: 'team_blue', place: 'Hall', sealed: true },
    ]);
  },
};
