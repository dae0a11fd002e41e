import type { Knex } from 'knex';
import { protect } from './protect.js';

/** What organizations have bought. The constraints hold every total to the cent. */
export const orders = {
  name: 'market-004-orders',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('customer_order', 'order_line', 'invoice'));
    await db.raw(POLICIES);
  },
};

const TABLES = `
create table customer_order (
  id text primary key check (id ~ '^ord_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id),
  placed_by text references customer (id) on delete set null,
  number text not null unique,
  status text not null check (status in ('pending', 'paid', 'failed', 'refunded')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor integer not null check (subtotal_minor >= 0),
  tax_minor integer not null default 0 check (tax_minor >= 0),
  total_minor integer not null,
  placed_at timestamptz not null default now(),
  unique (id, organization_id),
  check (total_minor = subtotal_minor + tax_minor)
);
create index customer_order_organization on customer_order (organization_id);

create table order_line (
  id text primary key check (id ~ '^oln_[a-z0-9_]{1,40}$'),
  order_id text not null,
  organization_id text not null,
  package_id text not null references package (id),
  quantity integer not null check (quantity > 0),
  unit_minor integer not null check (unit_minor >= 0),
  total_minor integer not null,
  foreign key (order_id, organization_id) references customer_order (id, organization_id) on delete cascade,
  check (total_minor = quantity * unit_minor)
);
create index order_line_order on order_line (order_id);

create table invoice (
  id text primary key check (id ~ '^ivc_[a-z0-9_]{1,40}$'),
  order_id text not null,
  organization_id text not null,
  number text not null unique,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_minor integer not null check (total_minor >= 0),
  issued_at timestamptz not null default now(),
  foreign key (order_id, organization_id) references customer_order (id, organization_id) on delete cascade
);
create index invoice_order on invoice (order_id);
`;

const POLICIES = `
grant select on customer_order, order_line, invoice to app;
create policy customer_order_read on customer_order for select to app using (organization_id = current_org());
create policy order_line_read on order_line for select to app using (organization_id = current_org());
create policy invoice_read on invoice for select to app using (organization_id = current_org());
`;
