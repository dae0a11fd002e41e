import type { Knex } from 'knex';
import { protect } from './protect.js';

/** People, organizations, memberships and invites, before anything is opened to the role `app`. */
export const people = {
  name: 'market-001-people',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(LAST_OWNER);
    await db.raw(protect('customer', 'organization', 'membership', 'invite'));
  },
};

const ROLES = `('owner', 'admin', 'developer', 'billing', 'viewer')`;

const TABLES = `
create table customer (
  id text primary key check (id ~ '^cus_[a-z0-9_]{1,40}$'),
  email text not null,
  name text not null,
  password_hash text,
  platform_role text check (platform_role = 'staff'),
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index customer_email on customer (lower(email));

create table organization (
  id text primary key check (id ~ '^org_[a-z0-9_]{1,40}$'),
  name text not null,
  personal boolean not null default false,
  buys boolean not null default true,
  contact_email text,
  created_by text not null references customer (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  row_version integer not null default 1
);
create unique index organization_personal on organization (created_by) where personal;

create table membership (
  organization_id text not null references organization (id) on delete cascade,
  customer_id text not null references customer (id) on delete cascade,
  role text not null check (role in ${ROLES}),
  invited_by text references customer (id) on delete set null,
  joined_at timestamptz not null default now(),
  primary key (organization_id, customer_id)
);
create index membership_customer on membership (customer_id);

create table invite (
  id text primary key check (id ~ '^inv_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  email text not null,
  role text not null check (role in ${ROLES}),
  status text not null default 'pending' check (status in ('pending', 'accepted', 'declined', 'revoked')),
  note text,
  invited_by text references customer (id) on delete set null,
  invited_by_name text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  answered_at timestamptz
);
create unique index invite_pending on invite (organization_id, lower(email)) where status = 'pending';
create index invite_email on invite (lower(email));
`;

/**
 * The last bolt under the rule that an organization always has an owner. Resolvers lock the organization's row and
 * count before they write, and answer LAST_OWNER; this holds for whoever forgets to.
 */
const LAST_OWNER = `
create function keep_an_owner() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from organization where id = old.organization_id for no key update;
  if found and not exists (
    select 1 from membership where organization_id = old.organization_id and role = 'owner'
  ) then
    raise exception 'Organization % would be left without an owner.', old.organization_id
      using errcode = 'check_violation', constraint = 'membership_keeps_an_owner';
  end if;
  return null;
end $$;
create constraint trigger membership_keeps_an_owner after update or delete on membership
  deferrable initially deferred for each row when (old.role = 'owner') execute function keep_an_owner();
`;
