import type { Knex } from 'knex';
import { protect } from './protect.js';

/** What vendors say of themselves and are paid through, and where their packages come from. */
export const vendors = {
  name: 'market-007-vendors',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(SEARCH);
    await db.raw(protect('package_dist', 'package_problem'));
    await db.raw(POLICIES);
  },
};

/**
 * Of a Connect account only Stripe's own word counts: its flags are written by events and look-ups, never by a call.
 * `connect_attempt` is what the request for it is known by, so that a vendor never gets two.
 * A release keeps the archive that was built when it was first seen, whatever becomes of its tag. A package without a
 * price is free only where its vendor has said so: `priced_at` is when.
 */
const TABLES = `
alter table vendor
  add column profile text not null default '',
  add column website text,
  add column moderated_at timestamptz,
  add column moderation_note text,
  add column stripe_account_id text unique,
  add column charges_enabled boolean not null default false,
  add column payouts_enabled boolean not null default false,
  add column details_submitted boolean not null default false,
  add column requirements jsonb not null default '[]',
  add column connect_attempt text,
  add column updated_at timestamptz not null default now(),
  add column row_version integer not null default 1;
create unique index vendor_name on vendor (lower(name)) where status <> 'rejected';

alter table package
  add column type text not null default 'library',
  add column keywords text[] not null default '{}',
  add column repository_url text,
  add column git_provider text check (git_provider in ('github', 'gitlab')),
  add column integration_customer_id text references customer (id) on delete set null,
  add column ingested_at timestamptz,
  add column priced_at timestamptz,
  add column updated_at timestamptz not null default now(),
  add column row_version integer not null default 1;
update package set priced_at = created_at;
alter table package add constraint package_enabled_is_priced check (status = 'disabled' or priced_at is not null);
create unique index package_repository on package (vendor_id, repository_url) where repository_url is not null;

alter table package_version
  add column normalized text not null default '',
  add column tag text,
  add column reference text,
  add column manifest jsonb not null default '{}';

create table package_dist (
  package_id text not null,
  version text not null,
  sha1 text not null check (sha1 ~ '^[0-9a-f]{40}$'),
  archive bytea not null,
  primary key (package_id, version),
  foreign key (package_id, version) references package_version (package_id, version) on delete cascade
);

create table package_problem (
  package_id text not null references package (id) on delete cascade,
  tag text not null,
  problem text not null,
  seen_at timestamptz not null default now(),
  primary key (package_id, tag)
);
`;

/**
 * A document is made of words of letters and digits alone, as `package_query` is of those that somebody types: each as it
 * stands, so that its beginning is found while it is being typed, and as its stem. Stop words are not asked for, unless
 * there is nothing else.
 */
const SEARCH = `
create function package_words(words text, weight "char") returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('simple', plain) || to_tsvector('english', plain), weight)
    from (select regexp_replace(words, '[^[:alnum:]]+', ' ', 'g') as plain) as cleaned
$$;
create function package_document(composer_name text, title text, keywords text[], description text) returns tsvector
language sql immutable parallel safe as $$
  select package_words(composer_name || ' ' || title, 'A')
    || package_words(array_to_string(keywords, ' '), 'B')
    || package_words(description, 'C')
$$;
alter table package add column document tsvector
  generated always as (package_document(composer_name, title, keywords, description)) stored;
create index package_document_index on package using gin (document);

create function package_query(words text[]) returns tsquery language sql immutable parallel safe as $$
  with word as (select text, ts_lexize('english_stem', text) as stems from unnest(words) as text)
  select string_agg(format('(%L:* | %L)', text, coalesce(stems[1], text)), ' & ')::tsquery
    from word
    where cardinality(stems) > 0 or not exists (select 1 from word where cardinality(stems) > 0)
$$;
`;

/**
 * Everybody sees the packages of approved vendors, disabled ones included, so that a cart can say why one is not sold
 * any more; whoever holds a licence goes on seeing what it is for.
 */
const POLICIES = `
create function licensed_packages() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select package_id from licence where organization_id = current_org() $$;
revoke execute on function licensed_packages() from public;
grant execute on function licensed_packages() to app;

drop policy package_read on package;
create policy package_read on package for select to app using (
  vendor_id in (select our_vendors()) or vendor_id in (select published_vendors()) or id in (select licensed_packages())
);
create function licensing_vendors() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select p.vendor_id from package p join licence l on l.package_id = p.id where l.organization_id = current_org()
$$;
revoke execute on function licensing_vendors() from public;
grant execute on function licensing_vendors() to app;
drop policy vendor_read on vendor;
create policy vendor_read on vendor for select to app using (
  organization_id = current_org() or status = 'approved' or id in (select licensing_vendors())
);

grant insert (id, organization_id, name, profile, website, support_email, created_at, updated_at) on vendor to app;
grant update (name, profile, website, support_email, connect_attempt, updated_at, row_version) on vendor to app;
create policy vendor_apply on vendor for insert to app
  with check (organization_id = current_org() and status = 'pending');
create policy vendor_change on vendor for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());

grant insert on package to app;
grant update (title, description, type, keywords, price_minor, currency, cadence, priced_at, status, repository_url, git_provider,
  integration_customer_id, ingested_at, updated_at, row_version) on package to app;
create policy package_add on package for insert to app with check (vendor_id in (select our_vendors()));
create policy package_change on package for update to app
  using (vendor_id in (select our_vendors())) with check (vendor_id in (select our_vendors()));

create function our_packages() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select id from package where vendor_id in (select our_vendors()) $$;
revoke execute on function our_packages() from public;
grant execute on function our_packages() to app;
grant insert on package_version, package_dist to app;
create policy package_version_add on package_version for insert to app with check (package_id in (select our_packages()));
create policy package_dist_add on package_dist for insert to app with check (package_id in (select our_packages()));
grant select, insert, update, delete on package_problem to app;
create policy package_problem_own on package_problem to app
  using (package_id in (select our_packages())) with check (package_id in (select our_packages()));
`;
