import type { Knex } from 'knex';
import { protect } from './protect.js';

/** Projects, their Composer credentials, and the licences attached to them. */
export const projects = {
  name: 'market-005-projects',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('project', 'project_credential', 'licence'));
    await db.raw(POLICIES);
  },
};

/**
 * The foreign keys carry the organization along, so that nothing can hang on another tenant's project. At most one
 * pair of a project is alive: the old one is dead at the moment the new one is born.
 */
const TABLES = `
create table project (
  id text primary key check (id ~ '^prj_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  name text not null,
  note text,
  created_by text references customer (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  row_version integer not null default 1,
  unique (id, organization_id)
);
create unique index project_name on project (organization_id, lower(name));

create table project_credential (
  id text primary key check (id ~ '^cre_[a-z0-9_]{1,40}$'),
  project_id text not null,
  organization_id text not null,
  public_key text not null unique,
  private_key_sealed text not null,
  private_key_hash text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  foreign key (project_id, organization_id) references project (id, organization_id) on delete cascade
);
create unique index project_credential_live on project_credential (project_id) where revoked_at is null;

create table licence (
  id text primary key check (id ~ '^lic_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  package_id text not null references package (id),
  project_id text,
  order_id text,
  status text not null default 'active' check (status in ('active', 'cancelled', 'expired')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  foreign key (project_id, organization_id) references project (id, organization_id)
    on delete set null (project_id),
  foreign key (order_id, organization_id) references customer_order (id, organization_id)
);
create index licence_organization on licence (organization_id);
create index licence_project on licence (project_id);
`;

const POLICIES = `
grant select, insert, delete on project to app;
grant update (name, note, updated_at, row_version) on project to app;
create policy project_read on project for select to app using (organization_id = current_org());
create policy project_create on project for insert to app with check (organization_id = current_org());
create policy project_change on project for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());
create policy project_delete on project for delete to app using (organization_id = current_org());

grant select, insert on project_credential to app;
grant update (revoked_at) on project_credential to app;
create policy project_credential_read on project_credential for select to app
  using (organization_id = current_org());
create policy project_credential_mint on project_credential for insert to app
  with check (organization_id = current_org());
create policy project_credential_revoke on project_credential for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());

grant select on licence to app;
create policy licence_read on licence for select to app using (organization_id = current_org());
`;
