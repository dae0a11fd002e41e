import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Plants of the teams, and seeds in stock that anybody sees: more of them than one answer holds. */
export const garden = {
  name: 'language-garden',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table plant (
  id text primary key check (id ~ '^pla_[a-z0-9_]{1,40}$'),
  team_id text not null references team (id),
  name text not null,
  bed text not null check (bed in ('sun', 'shade', 'pond')),
  watered integer not null default 0,
  unique (team_id, name)
);
create table seed (number integer primary key, name text not null, origin text not null);
insert into seed select n, 'Seed ' || n, 'Valley ' || n from generate_series(1, 600) n;
`);
    await db.raw(protect('plant', 'seed'));
    await db.raw(`
grant select, insert, update, delete on plant to app;
create policy plant_own on plant to app using (team_id = current_team()) with check (team_id = current_team());
grant select on seed to app;
create policy seed_read on seed for select to app using (true);
`);
    await db('plant').insert([
      { id: 'pla_red_1', team_id: 'team_red', name: 'Fern', bed: 'shade', watered: 3 },
      { id: 'pla_red_2', team_id: 'team_red', name: 'Moss', bed: 'shade', watered: 0 },
      { id: 'pla_red_3', team_id: 'team_red', name: 'Sage', bed: 'sun', watered: 1 },
      { id: 'pla_blue_1', team_id: 'team_blue', name: 'Ivy', bed: 'shade', watered: 0 },
    ]);
  },
};
