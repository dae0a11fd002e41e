import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Plans and their tasks: each team has one of a single task. */
export const planning = {
  name: 'language-planning',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table plan (id text primary key, team_id text not null references team (id));
create table task (
  id text primary key,
  team_id text not null references team (id),
  plan_id text not null references plan (id),
  nth integer not null,
  title text not null,
  done boolean not null default false
);
`);
    await db.raw(protect('plan', 'task'));
    await db.raw(`
grant select, insert on plan to app;
grant select, insert, update on task to app;
create policy plan_own on plan to app using (team_id = current_team()) with check (team_id = current_team());
create policy task_own on task to app using (team_id = current_team()) with check (team_id = current_team());
`);
    for (const team of ['red', 'blue']) {
      const [id, team_id] = [`pln_${team}_1`, `team_${team}`];
      await db('plan').insert({ id, team_id });
      await db('task').insert({ id: `tsk_${team}_1`, team_id, plan_id: id, nth: 1, title: 'Sweep the studio' });
    }
  },
};
