import type { Knex } from 'knex';
import { protect } from './protect.js';

/** What vendors are told of on their own servers, mails, and how either is asked for in the transaction it is about. */
export const webhooksAndMail = {
  name: 'market-011-webhooks-and-mail',
  async up(db: Knex): Promise<void> {
    await db.raw(TABLES);
    await db.raw(protect('webhook_endpoint', 'webhook_event', 'webhook_delivery', 'webhook_attempt', 'mail'));
    await db.raw(JOBS);
    await db.raw(POLICIES);
    await db.raw(ASKING);
    await db.raw(DROPPING);
  },
};

/** A delivery is one event on its way to one endpoint; sent again by a person, it is another delivery of the same event. */
const TABLES = `
create table webhook_endpoint (
  id text primary key check (id ~ '^whe_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  vendor_id text not null references vendor (id) on delete cascade,
  url text not null,
  description text,
  events text[] not null check (cardinality(events) > 0),
  enabled boolean not null default true,
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  secret_sealed text not null,
  previous_secret_sealed text,
  previous_secret_until timestamptz,
  failing_since timestamptz,
  created_by text references customer (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  row_version integer not null default 1,
  check (disabled_reason is null or not enabled),
  check ((previous_secret_sealed is null) = (previous_secret_until is null))
);
create unique index webhook_endpoint_url on webhook_endpoint (vendor_id, url);
create index webhook_endpoint_organization on webhook_endpoint (organization_id);

create table webhook_event (
  id text primary key check (id ~ '^evt_[a-z0-9_]{1,40}$'),
  organization_id text not null references organization (id) on delete cascade,
  type text not null,
  data jsonb not null,
  created_at timestamptz not null
);
create index webhook_event_organization on webhook_event (organization_id);
create index webhook_event_age on webhook_event (created_at);

create table webhook_delivery (
  id text primary key check (id ~ '^whd_[a-z0-9_]{1,40}$'),
  event_id text not null references webhook_event (id) on delete cascade,
  endpoint_id text not null references webhook_endpoint (id) on delete cascade,
  organization_id text not null references organization (id) on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((status = 'pending') = (finished_at is null)),
  check ((status = 'pending') = (next_attempt_at is not null))
);
create index webhook_delivery_event on webhook_delivery (event_id);
create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, created_at);
create index webhook_delivery_organization on webhook_delivery (organization_id, created_at);
create index webhook_delivery_due on webhook_delivery (next_attempt_at) where status = 'pending';

create table webhook_attempt (
  delivery_id text not null references webhook_delivery (id) on delete cascade,
  number integer not null check (number > 0),
  organization_id text not null references organization (id) on delete cascade,
  at timestamptz not null,
  duration_ms integer not null check (duration_ms >= 0),
  status integer,
  error text,
  primary key (delivery_id, number)
);

create table mail (
  id text primary key check (id ~ '^mai_[a-z0-9_]{1,40}$'),
  recipient text not null,
  subject text not null,
  text text not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'kept', 'failed')),
  error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_recipient on mail (lower(recipient), created_at);
create index mail_age on mail (created_at);
`;

/**
 * A job of pg-boss in the transaction of whoever asks for it, who need not be allowed to see its schema: nobody but the
 * tables' owner and the functions below may call it. The schema is made once migrations have run, so the body is PL/pgSQL,
 * which looks for tables when it runs.
 */
const JOBS = `
create function enqueue_job(queue_name text, job_data jsonb, after_seconds double precision default 0) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into pgboss.job (name, data, start_after, retry_limit, retry_delay, retry_backoff, expire_in, keep_until, policy)
  select q.name, job_data, now() + make_interval(secs => after_seconds), q.retry_limit, q.retry_delay, q.retry_backoff,
    make_interval(secs => q.expire_seconds), now() + make_interval(secs => after_seconds) + interval '14 days', q.policy
  from pgboss.queue q where q.name = queue_name;
  if not found then
    raise exception 'There is no queue called %.', queue_name;
  end if;
  perform pg_notify('toolwright_jobs', queue_name);
end $$;
revoke execute on function enqueue_job(text, jsonb, double precision) from public;
`;

const POLICIES = `
grant select, insert, delete on webhook_endpoint to app;
grant update (url, description, events, enabled, disabled_reason, secret_sealed, previous_secret_sealed,
  previous_secret_until, failing_since, updated_at, row_version) on webhook_endpoint to app;
create policy webhook_endpoint_own on webhook_endpoint to app using (organization_id = current_org())
  with check (organization_id = current_org() and vendor_id in (select our_vendors()));

grant select on webhook_event, webhook_delivery, webhook_attempt to app;
create policy webhook_event_read on webhook_event for select to app using (organization_id = current_org());
create policy webhook_delivery_read on webhook_delivery for select to app using (organization_id = current_org());
create policy webhook_attempt_read on webhook_attempt for select to app using (organization_id = current_org());
`;

/**
 * A buyer's call has something to tell a vendor, and an invite goes to a stranger: rows of others, which the role app can
 * neither see nor write. So it asks these, which write what they are told to and nothing else.
 */
const ASKING = `
create function emit_webhook_event(
  organization text, vendor text, event_type text, event_data jsonb, emitted_at timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event text := 'evt_' || replace(gen_random_uuid()::text, '-', '');
  delivery text;
begin
  if not exists (
    select 1 from webhook_endpoint w
    where w.organization_id = organization and w.enabled and event_type = any (w.events)
      and (vendor is null or w.vendor_id = vendor)
  ) then
    return;
  end if;
  insert into webhook_event (id, organization_id, type, data, created_at)
    values (event, organization, event_type, event_data, emitted_at);
  for delivery in
    insert into webhook_delivery (id, event_id, endpoint_id, organization_id, next_attempt_at, created_at)
    select 'whd_' || replace(gen_random_uuid()::text, '-', ''), event, w.id, organization, emitted_at, emitted_at
    from webhook_endpoint w
    where w.organization_id = organization and w.enabled and event_type = any (w.events)
      and (vendor is null or w.vendor_id = vendor)
    returning id
  loop
    perform enqueue_job('webhook-delivery', jsonb_build_object('delivery', delivery, 'attempt', 1));
  end loop;
end $$;

create function ask_for_mail(mail_recipient text, mail_subject text, mail_text text, asked_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mail_id text := 'mai_' || replace(gen_random_uuid()::text, '-', '');
begin
  insert into mail (id, recipient, subject, text, created_at)
    values (mail_id, mail_recipient, mail_subject, mail_text, asked_at);
  perform enqueue_job('mail', jsonb_build_object('mail', mail_id));
end $$;

create function send_webhook_again(delivery text, asked_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  fresh text := 'whd_' || replace(gen_random_uuid()::text, '-', '');
begin
  insert into webhook_delivery (id, event_id, endpoint_id, organization_id, next_attempt_at, created_at)
    select fresh, d.event_id, d.endpoint_id, d.organization_id, asked_at, asked_at
    from webhook_delivery d join webhook_endpoint w on w.id = d.endpoint_id
    where d.id = delivery and d.organization_id = current_org() and w.enabled;
  if not found then
    return false;
  end if;
  perform enqueue_job('webhook-delivery', jsonb_build_object('delivery', fresh, 'attempt', 1));
  return true;
end $$;

revoke execute on function emit_webhook_event(text, text, text, jsonb, timestamptz),
  ask_for_mail(text, text, text, timestamptz), send_webhook_again(text, timestamptz) from public;
grant execute on function emit_webhook_event(text, text, text, jsonb, timestamptz),
  ask_for_mail(text, text, text, timestamptz), send_webhook_again(text, timestamptz) to app;
`;

/** Whoever disables an endpoint, what waits for it is delivered no more. */
const DROPPING = `
create function drop_webhook_deliveries() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update webhook_delivery set status = 'cancelled', next_attempt_at = null, finished_at = new.updated_at
    where endpoint_id = new.id and status = 'pending';
  return null;
end $$;
create trigger drop_webhook_deliveries after update of enabled on webhook_endpoint
  for each row when (old.enabled and not new.enabled) execute function drop_webhook_deliveries();
`;
