import type { Knex } from 'knex';

/**
 * What the local Git host keeps, in a schema that no call can reach: several processes are one host, and it goes on where it
 * was after a restart. Codes and tokens are kept as hashes.
 */
export const gitHost = {
  name: 'market-013-git-host',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
  },
};

const TABLES = `
create schema git_host;

create table git_host.consent (
  id text primary key,
  provider text not null check (provider in ('github', 'gitlab')),
  client_id text not null,
  redirect_uri text not null,
  scope text not null,
  state text not null,
  challenge text,
  expires_at timestamptz not null
);

create table git_host.code (
  hash text primary key,
  provider text not null check (provider in ('github', 'gitlab')),
  client_id text not null,
  redirect_uri text not null,
  scope text not null,
  challenge text,
  account text not null,
  expires_at timestamptz not null
);

create table git_host.token (
  access_hash text primary key,
  refresh_hash text unique,
  provider text not null check (provider in ('github', 'gitlab')),
  client_id text not null,
  account text not null,
  scope text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
`;
