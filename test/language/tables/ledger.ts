import type { Knex } from 'knex';
import { protect } from '../../../runtime/market/migrations/protect.js';

/** Bills with their parts, whose key is of two columns and which go with their bill. */
export const ledger = {
  name: 'language-ledger',
  async up(db: Knex): Promise<void> {
    await db.raw(`
create table bill (
  id text primary key check (id ~ '^bil_[a-z0-9_]{1,40}$'),
  team_id text not null references team (id),
  payee text not null,
  cents integer not null,
  status text not null default 'open' check (status in ('open', 'paid', 'forgiven')),
  receipt text unique
);
create unique index bill_open on bill (team_id, payee) where status = 'open';
create table bill_part (
  bill_id text not null references bill (id) on delete cascade,
  nth integer not null,
  cents integer not null,
  primary key (bill_id, nth)
);
`);
    await db.raw(protect('bill', 'bill_part'));
    await db.raw(`
grant select, insert, update, delete on bill, bill_part to app;
create policy bill_own on bill to app using (team_id = current_team()) with check (team_id = current_team());
create policy bill_part_own on bill_part to app using (bill_id in (select id from bill)) with check (bill_id in (select id from bill));
`);
    await db('bill').insert([
      { id: 'bil_red_1', team_id: 'team_red', payee: 'Miller', cents: 4000, status: 'open', receipt: null },
      { id: 'bil_red_2', team_id: 'team_red', payee: 'Weaver', cents: 900, status: 'paid', receipt: 'rcp_old' },
      { id: 'bil_red_3', team_id: 'team_red', payee: 'Nobody', cents: 100, status: 'open', receipt: null },
      { id: 'bil_blue_1', team_id: 'team_blue', payee: 'Miller', cents: 50, status: 'open', receipt: null },
    ]);
    await db('bill_part').insert([
      { bill_id: 'bil_red_1', nth: 1, cents: 3000 },
      { bill_id: 'bil_red_1', nth: 2, cents: 1000 },
    ]);
  },
};
