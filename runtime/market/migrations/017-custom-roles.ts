import type { Knex } from 'knex';

/**
 * A member may have a role that operators made, whose privileges then hold in the place of the declared role's, and so may an
 * account of the platform's. Calls neither give one nor see it; whoever gives a member another declared role takes it away.
 * Owners have none: an organization is never without somebody who may everything in it.
 */
export const memberRoles = {
  name: 'market-017-custom-roles',
  async up(db: Knex): Promise<void> {
    await db.raw(`
alter table membership
  add column custom_role text references toolwright.custom_role (id) on delete restrict,
  add constraint membership_custom_role check (custom_role is null or role <> 'owner');
create index membership_custom_role on membership (custom_role) where custom_role is not null;
revoke insert on membership from app;
grant insert (organization_id, customer_id, role, invited_by, joined_at) on membership to app;

create function membership_role_change() returns trigger language plpgsql as $$
begin
  if new.role is distinct from old.role then new.custom_role := null; end if;
  return new;
end $$;
create trigger membership_role_change before update of role on membership
  for each row execute function membership_role_change();

alter table customer
  add column custom_role text references toolwright.custom_role (id) on delete restrict,
  add constraint customer_custom_role check (custom_role is null or platform_role is not null);
`);
  },
};
