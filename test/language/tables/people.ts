import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Who calls: people, their teams, and the role that a person has in each. The demo's people are put in at once. */
export const people = {
  name: 'language-people',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('person', 'team', 'member'));
    await db.raw(POLICIES);
    await db('person').insert([
      { id: 'per_red_lead', name: 'Ada', audience: 'worker' },
      { id: 'per_red_reader', name: 'Bo', audience: 'worker' },
      { id: 'per_blue_lead', name: 'Cy', audience: 'worker' },
      { id: 'per_drifter', name: 'Di', audience: 'worker' },
      { id: 'per_auditor', name: 'Ed', audience: 'auditor', role: 'auditor' },
    ]);
    await db('team').insert([
      { id: 'team_red', name: 'Red', plan: 'large' },
      { id: 'team_blue', name: 'Blue', plan: 'small' },
    ]);
    await db('member').insert([
      { team_id: 'team_red', person_id: 'per_red_lead', role: 'lead' },
      { team_id: 'team_red', person_id: 'per_red_reader', role: 'reader' },
      { team_id: 'team_blue', person_id: 'per_blue_lead', role: 'lead' },
    ]);
  },
};

const TABLES = `
create table person (id text primary key, name text not null, audience text not null, role text);
create table team (id text primary key, name text not null, plan text not null);
create table member (
  team_id text not null references team (id),
  person_id text not null references person (id),
  role text not null,
  primary key (team_id, person_id)
);
`;

const POLICIES = `
create function current_team() returns text language sql stable
  return nullif(current_setting('toolwright.team', true), '');
create function current_person() returns text language sql stable
  return nullif(current_setting('toolwright.person', true), '');

grant select on person, team, member to app;
create policy person_self on person for select to app using (id = current_person());
create policy team_own on team for select to app using (id = current_team());
create policy member_own on member for select to app using (team_id = current_team());
`;
