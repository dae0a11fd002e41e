import type { Knex } from 'knex';
import { protect } from './protect.js';

/** How orders are paid, shared among vendors, renewed and given back, and the licences that this mints. */
export const payments = {
  name: 'market-009-payments',
  async up(db: Knex): Promise<void> {
    await db.raw(ORDERS);
    await db.raw(LICENCES);
    await db.raw(EVENTS);
    await db.raw(protect('vendor_split', 'subscription', 'refund', 'stripe_event'));
    await db.raw(POLICIES);
  },
};

/**
 * A line keeps what it was called and cost on its day. `total_minor` of a line is before discount and tax; those of an
 * order and of its splits are the sums of its lines, to the cent.
 */
const ORDERS = `
create sequence order_number start 2001;

alter table customer_order
  drop constraint customer_order_check,
  add column kind text not null default 'purchase' check (kind in ('purchase', 'renewal')),
  add column attempt text unique,
  add column discount_minor integer not null default 0 check (discount_minor >= 0),
  add column coupon_id text references coupon (id),
  add column coupon_code text,
  add column cart_coupon_id text references coupon (id),
  add column tax_country text,
  add column tax_basis_points integer not null default 0,
  add column billing_address jsonb,
  add column payment_method_id text,
  add column payment_intent_id text unique,
  add column checkout_session_id text unique,
  add column stripe_invoice_id text unique,
  add column failure_code text,
  add column failure_message text,
  add column paid_at timestamptz,
  add column refunded_at timestamptz,
  add constraint customer_order_adds_up
    check (total_minor = subtotal_minor - discount_minor + tax_minor and discount_minor <= subtotal_minor);
update customer_order set paid_at = placed_at where status = 'paid';

alter table order_line
  add column position integer not null default 1,
  add column vendor_id text references vendor (id),
  add column composer_name text,
  add column title text,
  add column cadence text check (cadence in ('monthly', 'yearly')),
  add column discount_minor integer not null default 0 check (discount_minor >= 0),
  add column tax_minor integer not null default 0 check (tax_minor >= 0),
  add constraint order_line_discount check (discount_minor <= total_minor);
update order_line l set vendor_id = p.vendor_id, composer_name = p.composer_name, title = p.title, cadence = p.cadence
  from package p where p.id = l.package_id;

create table vendor_split (
  order_id text not null,
  organization_id text not null,
  vendor_id text not null references vendor (id),
  net_minor integer not null check (net_minor >= 0),
  tax_minor integer not null check (tax_minor >= 0),
  fee_minor integer not null check (fee_minor >= 0),
  transfer_minor integer not null check (transfer_minor >= 0),
  transfer_id text unique,
  reversed_at timestamptz,
  primary key (order_id, vendor_id),
  foreign key (order_id, organization_id) references customer_order (id, organization_id) on delete cascade,
  check (transfer_minor = net_minor - fee_minor)
);

create table refund (
  id text primary key check (id ~ '^rfd_[a-z0-9_]{1,40}$'),
  order_id text not null,
  organization_id text not null,
  stripe_refund_id text not null unique,
  amount_minor integer not null check (amount_minor > 0),
  reason text,
  created_at timestamptz not null default now(),
  foreign key (order_id, organization_id) references customer_order (id, organization_id) on delete cascade
);
`;

/** One licence for each piece of a paid line: the unique seat is what mints it once, however often payment is told. */
const LICENCES = `
create table subscription (
  id text primary key check (id ~ '^sbs_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  order_line_id text not null unique references order_line (id),
  package_id text not null references package (id),
  stripe_subscription_id text not null unique,
  status text not null check (status in ('active', 'past_due', 'cancelled')),
  quantity integer not null check (quantity > 0),
  cadence text not null check (cadence in ('monthly', 'yearly')),
  current_period_end timestamptz not null,
  cancel_at_period_end boolean not null default false,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index subscription_organization on subscription (organization_id);
alter table customer_order add column subscription_id text references subscription (id);

alter table licence
  drop constraint licence_status_check,
  add constraint licence_status_check check (status in ('active', 'past_due', 'cancelled', 'expired', 'revoked')),
  add column order_line_id text references order_line (id),
  add column seat integer check (seat > 0),
  add column subscription_id text references subscription (id),
  add column attached_at timestamptz,
  add column updated_at timestamptz not null default now(),
  add column row_version integer not null default 1,
  add constraint licence_minted_once unique (order_line_id, seat),
  add constraint licence_seat check ((order_line_id is null) = (seat is null));
`;

/** Each event is handled once, in the transaction that marks it so. */
const EVENTS = `
create table stripe_event (
  id text primary key,
  type text not null,
  created_at timestamptz not null,
  received_at timestamptz not null default now(),
  handled_at timestamptz
);
`;

/** A coupon is redeemed by the order that bears it, in its transaction; its row is nobody's to change otherwise. */
const POLICIES = `
create function redeem_coupon(coupon_id text, at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with redeemed as (
    update coupon set redemptions = redemptions + 1
    where id = coupon_id and (expires_at is null or expires_at > at)
      and (max_redemptions is null or redemptions < max_redemptions)
    returning id
  ) select exists (select 1 from redeemed)
$$;
revoke execute on function redeem_coupon(text, timestamptz) from public;
grant execute on function redeem_coupon(text, timestamptz) to app;
grant usage on sequence order_number to app;

grant insert on customer_order, order_line, vendor_split, invoice to app;
grant update (status, payment_method_id, payment_intent_id, checkout_session_id, failure_code, failure_message)
  on customer_order to app;
create policy customer_order_place on customer_order for insert to app with check (organization_id = current_org());
create policy customer_order_change on customer_order for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());
create policy order_line_place on order_line for insert to app with check (organization_id = current_org());
create policy vendor_split_place on vendor_split for insert to app with check (organization_id = current_org());
create policy invoice_place on invoice for insert to app with check (organization_id = current_org());

grant select on vendor_split, subscription, refund to app;
create policy vendor_split_read on vendor_split for select to app
  using (organization_id = current_org() or vendor_id in (select our_vendors()));
create policy subscription_read on subscription for select to app using (organization_id = current_org());
create policy refund_read on refund for select to app using (organization_id = current_org());
grant update (cancel_at_period_end) on subscription to app;
create policy subscription_change on subscription for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());

grant update (project_id, attached_at, status, updated_at, row_version) on licence to app;
create policy licence_change on licence for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());
`;
