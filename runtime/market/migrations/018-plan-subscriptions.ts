import type { Knex } from 'knex';
import { protect } from './protect.js';

/**
 * What organizations subscribe to of ours, and what they were invoiced for it: mirrors of Stripe, written by its events and by
 * look-ups alone. `organization.plan`, which says what is in force, follows.
 */
export const planSubscriptions = {
  name: 'market-018-plan-subscriptions',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('plan_subscription', 'plan_invoice', 'plan_change'));
    await db.raw(POLICIES);
    await db.raw(NOTICES);
  },
};

/**
 * One subscription of an organization is live. An invoice adds up as Stripe's does; where it gives back more than it asks for,
 * its total is negative. `plan_change` is the change that is being made at Stripe at this moment, one an organization: whoever
 * begins another meanwhile waits, and whoever tries the same one again finds what was asked for. No call sees it.
 */
const TABLES = `
create table plan_subscription (
  id text primary key check (id ~ '^pls_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  stripe_subscription_id text not null unique,
  plan text not null,
  billing_cycle text not null check (billing_cycle in ('monthly', 'yearly')),
  status text not null check (status in ('active', 'trialing', 'past_due', 'canceled')),
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  cancel_at_period_end boolean not null default false,
  trial_end timestamptz,
  scheduled_plan text,
  scheduled_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((scheduled_plan is null) = (scheduled_at is null)),
  check ((status = 'canceled') = (ended_at is not null)),
  unique (id, organization_id)
);
create unique index plan_subscription_live on plan_subscription (organization_id) where ended_at is null;

create table plan_invoice (
  id text primary key check (id ~ '^pli_[a-z0-9_]{1,40}$'),
  organization_id text not null,
  plan_subscription_id text not null,
  stripe_invoice_id text not null unique,
  number text not null,
  status text not null check (status in ('paid', 'open', 'void', 'uncollectible')),
  subtotal_minor integer not null,
  discount_minor integer not null default 0 check (discount_minor >= 0),
  tax_minor integer not null default 0,
  total_minor integer not null,
  amount_paid_minor integer not null default 0 check (amount_paid_minor >= 0),
  amount_due_minor integer not null default 0 check (amount_due_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  issued_at timestamptz not null,
  due_at timestamptz,
  paid_at timestamptz,
  foreign key (plan_subscription_id, organization_id)
    references plan_subscription (id, organization_id) on delete cascade,
  check (total_minor = subtotal_minor - discount_minor + tax_minor)
);
create index plan_invoice_organization on plan_invoice (organization_id, issued_at desc);

create table plan_change (
  organization_id text primary key references organization (id) on delete cascade,
  attempt text not null,
  from_plan text not null,
  to_plan text not null,
  begun_at timestamptz not null
);
`;

const POLICIES = `
grant select on plan_subscription, plan_invoice to app;
create policy plan_subscription_read on plan_subscription for select to app using (organization_id = current_org());
create policy plan_invoice_read on plan_invoice for select to app using (organization_id = current_org());
`;

/** Another plan is another quota, in every process. */
const NOTICES = `
create trigger organization_plan_notice after update of plan on organization
  for each row when (old.plan is distinct from new.plan) execute function organization_notice();
`;
