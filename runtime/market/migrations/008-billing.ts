import type { Knex } from 'knex';
import { protect } from './protect.js';

/** What a purchase needs before it is one: addresses, cards, taxes, coupons and the cart. */
export const billing = {
  name: 'market-008-billing',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(
      protect('billing_account', 'billing_address', 'payment_method', 'tax_rate', 'coupon', 'cart', 'cart_line'),
    );
    await db.raw(POLICIES);
  },
};

/** A payment method bears Stripe's own id; it mirrors what Stripe says and is written by events and look-ups alone. */
const TABLES = `
create table billing_account (
  organization_id text primary key references organization (id) on delete cascade,
  stripe_customer_id text not null unique,
  created_at timestamptz not null default now()
);

create table billing_address (
  id text primary key check (id ~ '^adr_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  name text not null,
  line1 text not null,
  line2 text,
  city text not null,
  region text,
  postal_code text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  tax_id text,
  is_default boolean not null default false,
  created_at timestamptz not null default now()
);
create index billing_address_organization on billing_address (organization_id);
create unique index billing_address_default on billing_address (organization_id) where is_default;

create table payment_method (
  id text primary key check (id ~ '^pm_[A-Za-z0-9_]{1,100}$'),
  organization_id text not null references organization (id) on delete cascade,
  brand text not null,
  last4 text not null check (last4 ~ '^[0-9]{4}$'),
  exp_month integer not null check (exp_month between 1 and 12),
  exp_year integer not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now()
);
create index payment_method_organization on payment_method (organization_id);
create unique index payment_method_default on payment_method (organization_id) where is_default;

create table tax_rate (
  country text primary key check (country ~ '^[A-Z]{2}$'),
  name text not null,
  basis_points integer not null check (basis_points between 0 and 10000)
);

create table coupon (
  id text primary key check (id ~ '^cpn_[a-z0-9_]{1,40}$'),
  code text not null,
  percent_off integer check (percent_off between 1 and 100),
  amount_off_minor integer check (amount_off_minor > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  expires_at timestamptz,
  max_redemptions integer check (max_redemptions > 0),
  redemptions integer not null default 0,
  created_at timestamptz not null default now(),
  check ((percent_off is null) <> (amount_off_minor is null)),
  check ((amount_off_minor is null) = (currency is null)),
  check (max_redemptions is null or redemptions <= max_redemptions)
);
create unique index coupon_code on coupon (upper(code));

create table cart (
  organization_id text primary key references organization (id) on delete cascade,
  coupon_id text references coupon (id) on delete set null,
  updated_at timestamptz not null default now()
);

create table cart_line (
  organization_id text not null references cart (organization_id) on delete cascade,
  package_id text not null references package (id) on delete cascade,
  quantity integer not null check (quantity between 1 and 1000),
  added_by text references customer (id) on delete set null,
  added_at timestamptz not null default now(),
  primary key (organization_id, package_id)
);
`;

const POLICIES = `
grant select on billing_account, payment_method, tax_rate, coupon to app;
create policy billing_account_read on billing_account for select to app using (organization_id = current_org());
create policy payment_method_read on payment_method for select to app using (organization_id = current_org());
create policy tax_rate_read on tax_rate for select to app using (true);
create policy coupon_read on coupon for select to app using (true);

grant update (is_default) on payment_method to app;
create policy payment_method_choose on payment_method for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());

grant select, insert, delete on billing_address to app;
grant update (is_default) on billing_address to app;
create policy billing_address_own on billing_address to app
  using (organization_id = current_org()) with check (organization_id = current_org());

grant select, insert, update, delete on cart, cart_line to app;
create policy cart_own on cart to app
  using (organization_id = current_org()) with check (organization_id = current_org());
create policy cart_line_own on cart_line to app
  using (organization_id = current_org()) with check (organization_id = current_org());
`;
