import type { Knex } from 'knex';

/** What a call may see and change of people and organizations, and the notices that end a cached principal. */
export const peoplePolicies = {
  name: 'market-002-people-policies',
  async up(db: Knex): Promise<void> {
    await db.raw(FUNCTIONS);
    await db.raw(POLICIES);
    await db.raw(NOTICES);
  },
};

/**
 * Policies that look into other protected tables would recurse, so they ask these functions, which run as the owner
 * of the tables, with a pinned search_path, and answer about the caller alone.
 */
const FUNCTIONS = `
create function current_org() returns text language sql stable
  return nullif(current_setting('toolwright.org', true), '');
create function current_customer() returns text language sql stable
  return nullif(current_setting('toolwright.customer', true), '');

create function my_email() returns text
language sql stable security definer set search_path = public, pg_temp as
$$ select lower(email) from customer where id = current_customer() and disabled_at is null $$;

create function my_organizations() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select organization_id from membership where customer_id = current_customer() $$;

create function inviting_organizations() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select organization_id from invite where lower(email) = my_email() and status = 'pending' $$;

create function fellow_members() returns setof text
language sql stable security definer set search_path = public, pg_temp as
$$ select customer_id from membership where organization_id = current_org() $$;

create function current_org_takes_members() returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select 1 from organization where id = current_org() and not personal) $$;

create function may_join(organization text, role text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from invite i
    where i.organization_id = organization and i.role = may_join.role
      and lower(i.email) = my_email() and i.status = 'pending' and i.expires_at > now()
  ) or role = 'owner' and exists (
    select 1 from organization o
    where o.id = organization and o.created_by = current_customer() and not o.personal
      and not exists (select 1 from membership m where m.organization_id = o.id)
  )
$$;

revoke execute on function my_email(), my_organizations(), inviting_organizations(), fellow_members(),
  current_org_takes_members(), may_join(text, text) from public;
grant execute on function my_email(), my_organizations(), inviting_organizations(), fellow_members(),
  current_org_takes_members(), may_join(text, text) to app;
`;

const POLICIES = `
grant select (id, email, name, platform_role, disabled_at, created_at) on customer to app;
create policy customer_read on customer for select to app
  using (id = current_customer() or id in (select fellow_members()));

grant select, insert on organization to app;
grant update (name, contact_email, updated_at, row_version) on organization to app;
create policy organization_read on organization for select to app using (
  id = current_org() or id in (select my_organizations()) or id in (select inviting_organizations())
);
create policy organization_found on organization for insert to app
  with check (created_by = current_customer() and not personal);
create policy organization_change on organization for update to app
  using (id = current_org()) with check (id = current_org());

grant select, insert, delete on membership to app;
grant update (role) on membership to app;
create policy membership_read on membership for select to app
  using (organization_id = current_org() or customer_id = current_customer());
create policy membership_join on membership for insert to app
  with check (customer_id = current_customer() and may_join(organization_id, role));
create policy membership_change on membership for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());
create policy membership_end on membership for delete to app using (organization_id = current_org());

grant select, insert on invite to app;
grant update (role, status, note, invited_by, invited_by_name, expires_at, answered_at) on invite to app;
create policy invite_read on invite for select to app
  using (organization_id = current_org() or lower(email) = my_email());
create policy invite_send on invite for insert to app with check (
  organization_id = current_org() and invited_by = current_customer() and current_org_takes_members()
);
create policy invite_change on invite for update to app
  using (organization_id = current_org()) with check (organization_id = current_org());
create policy invite_answer on invite for update to app
  using (lower(email) = my_email() and status = 'pending')
  with check (lower(email) = my_email() and status in ('accepted', 'declined'));
`;

/** Any change of what a person may tells every process, which then forgets the cached principal. */
const NOTICES = `
create function membership_notice() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    perform pg_notify('toolwright_principal', new.customer_id);
  else
    perform pg_notify('toolwright_principal', old.customer_id);
  end if;
  return null;
end $$;
create trigger membership_notice after insert or update or delete on membership
  for each row execute function membership_notice();

create function customer_notice() returns trigger language plpgsql as $$
begin
  perform pg_notify('toolwright_principal', old.id);
  return null;
end $$;
create trigger customer_notice after update or delete on customer for each row execute function customer_notice();

create function tell_members(organization text) returns void
language sql security definer set search_path = public, pg_temp as
$$ select pg_notify('toolwright_principal', customer_id) from membership where organization_id = organization $$;

create function organization_notice() returns trigger language plpgsql as $$
begin
  perform tell_members(old.id);
  return null;
end $$;
create trigger organization_notice after update of buys on organization
  for each row when (old.buys is distinct from new.buys) execute function organization_notice();
`;
