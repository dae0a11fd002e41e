import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Clays, the plans that they are fired by, and what has been fired: nothing yet. */
export const kiln = {
  name: 'language-kiln',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table clay (
  id text primary key,
  team_id text not null references team (id),
  name text not null,
  degrees integer not null
);
create table firing_plan (clay_id text primary key references clay (id), team_id text not null, degrees integer not null);
create table pot (team_id text not null references team (id), label text not null, degrees integer not null);
`);
    await db.raw(protect('clay', 'firing_plan', 'pot'));
    await db.raw(`
grant select on clay to app;
grant select, insert, update on firing_plan to app;
grant select, insert on pot to app;
create policy clay_own on clay for select to app using (team_id = current_team());
create policy firing_plan_own on firing_plan to app
  using (team_id = current_team()) with check (team_id = current_team());
create policy pot_own on pot to app using (team_id = current_team()) with check (team_id = current_team());
`);
    await db('clay').insert([
      { id: 'cly_red_1', team_id: 'team_red', name: 'Stoneware', degrees: 1240 },
      { id: 'cly_red_2', team_id: 'team_red', name: 'Porcelain', degrees: 1300 },
      { id: 'cly_blue_1', team_id: 'team_blue', name: 'Raku', degrees: 980 },
    ]);
  },
};
