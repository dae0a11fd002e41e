import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Samples, desks and items for sale, with the rows that the examples speak of. */
export const stock = {
  name: 'language-stock',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('sample', 'desk', 'item'));
    await db.raw(POLICIES);
    await db('sample').insert([
      sample('team_red', 'smp_red_1', 'rock', 'Granite', 80, '2026-01-05', 'open', 'Ada'),
      // Its remark hides a tag and turns the direction of what is read; so does the name of a trait.
      {
        ...sample('team_red', 'smp_red_2', 'rock', 'Basalt', 640.5, '2026-01-09', 'locked', 'Bo'),
        note: 'Heavy\u{e0041}\u202e.',
        traits: { 'ha\u200brd': ['ve\u202ery', 6] },
      },
      sample('team_red', 'smp_red_3', 'water', 'Lake, east shore', 250, '2026-02-11', 'open', 'Ada'),
      sample('team_red', 'smp_red_4', 'water', 'Lake, west shore', 250, '2026-02-12', 'open', 'Bo'),
      { ...sample('team_red', 'smp_red_5', 'air', 'Café fumes', 0.5, '2026-02-20', 'locked', 'Ada'), note: 'Smells.' },
      sample('team_blue', 'smp_blue_1', 'rock', 'Flint', 30, '2026-01-31', 'open', 'Cy'),
      sample('team_blue', 'smp_blue_2', 'air', 'Basalt', 2, '2026-01-30', 'open', 'Cy'),
    ]);
    await db('desk').insert([
      { id: 'dsk_red_1', team_id: 'team_red', room: 'Cellar', seats: 1 },
      { id: 'dsk_red_2', team_id: 'team_red', room: 'Attic', seats: 4 },
      { id: 'dsk_red_3', team_id: 'team_red', room: 'Hall', seats: 2 },
      { id: 'dsk_blue_1', team_id: 'team_blue', room: 'Attic', seats: 6 },
    ]);
    await db('item').insert([
      { number: 7, name: 'Lamp', cents: 1999 },
      { number: 8, name: 'Chair', cents: 8900 },
    ]);
  },
};

const TABLES = `
create table sample (
  id text primary key check (id ~ '^smp_[a-z0-9_]{1,40}$'),
  team_id text not null references team (id),
  kind text not null check (kind in ('rock', 'water', 'air')),
  label text not null,
  grams double precision not null,
  taken_on date not null,
  shelf text not null check (shelf in ('open', 'locked')),
  keeper text not null,
  note text,
  readings integer[] not null default '{}',
  traits jsonb not null default '{}',
  unique (team_id, label)
);
create table desk (
  id text primary key,
  team_id text not null references team (id),
  room text not null,
  seats integer not null
);
create table item (number integer primary key, name text not null unique, cents integer not null);
`;

const POLICIES = `
grant select, insert, update, delete on sample, desk to app;
create policy sample_own on sample to app using (team_id = current_team()) with check (team_id = current_team());
create policy desk_own on desk to app using (team_id = current_team()) with check (team_id = current_team());
grant select on item to app;
create policy item_read on item for select to app using (true);
`;

function sample(
  team_id: string,
  id: string,
  kind: string,
  label: string,
  ...[grams, taken_on, shelf, keeper]: readonly [number, string, string, string]
) {
  return { id, team_id, kind, label, grams, taken_on, shelf, keeper };
}
