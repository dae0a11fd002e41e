import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Gifts that have been wrapped. */
export const gifts = {
  name: 'language-gifts',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table gift (
  id text primary key,
  team_id text not null references team (id),
  recipient text not null,
  colour text not null,
  extras text[] not null,
  card text not null,
  unique (team_id, recipient)
)`);
    await db.raw(protect('gift'));
    await db.raw(`
grant select, insert, update, delete on gift to app;
create policy gift_own on gift to app using (team_id = current_team()) with check (team_id = current_team());
`);
    await db('gift').insert([
      { id: 'gft_red_1', team_id: 'team_red', recipient: 'Bo', colour: 'blue', extras: ['box'], card: 'From us all' },
      { id: 'gft_blue_1', team_id: 'team_blue', recipient: 'Cy', colour: 'red', extras: ['bow'], card: 'For you' },
    ]);
  },
};
