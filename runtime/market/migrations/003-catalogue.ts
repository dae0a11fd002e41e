import type { Knex } from 'knex';
import { protect } from './protect.js';

/** Vendors and what they publish. An enabled package of an approved vendor is seen by everybody. */
export const catalogue = {
  name: 'market-003-catalogue',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('vendor', 'package', 'package_version'));
    await db.raw(POLICIES);
    await db.raw(NOTICES);
  },
};

/** Money is an integer of minor units with its currency. A null price: free. A null cadence: bought once. */
const TABLES = `
create table vendor (
  id text primary key check (id ~ '^ven_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  name text not null,
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
  support_email text,
  created_at timestamptz not null default now()
);
create index vendor_organization on vendor (organization_id);

create table package (
  id text primary key check (id ~ '^pkg_[a-z0-9_]{1,40}$'),
  vendor_id text not null references vendor (id) on delete cascade,
  composer_name text not null unique check (composer_name ~ '^[a-z0-9_.-]+/[a-z0-9_.-]+$'),
  title text not null,
  description text not null default '',
  price_minor integer check (price_minor > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  cadence text check (cadence in ('monthly', 'yearly')),
  status text not null default 'disabled' check (status in ('enabled', 'disabled')),
  created_at timestamptz not null default now(),
  check ((price_minor is null) = (currency is null))
);
create index package_vendor on package (vendor_id);

create table package_version (
  package_id text not null references package (id) on delete cascade,
  version text not null,
  released_at timestamptz not null default now(),
  primary key (package_id, version)
);
`;

const POLICIES = `
create function published_vendors() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select id from vendor where status = 'approved' $$;
create function our_vendors() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select id from vendor where organization_id = current_org() $$;
revoke execute on function published_vendors(), our_vendors() from public;
grant execute on function published_vendors(), our_vendors() to app;

grant select on vendor, package, package_version to app;
create policy vendor_read on vendor for select to app
  using (organization_id = current_org() or status = 'approved');
create policy package_read on package for select to app using (
  vendor_id in (select our_vendors()) or status = 'enabled' and vendor_id in (select published_vendors())
);
create policy package_version_read on package_version for select to app
  using (exists (select 1 from package where package.id = package_id));
`;

const NOTICES = `
create function vendor_notice() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform tell_members(old.organization_id); end if;
  if tg_op <> 'DELETE' then perform tell_members(new.organization_id); end if;
  return null;
end $$;
create trigger vendor_notice after insert or update of status, organization_id or delete on vendor
  for each row execute function vendor_notice();
`;
