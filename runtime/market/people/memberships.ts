import type { Knex } from 'knex';
import type { Principal } from 'toolwright/runtime';
import type { Membership, Role } from '../../../generated/types/marketplace.js';

export interface MembershipRow {
  readonly org_id: string;
  readonly name: string;
  readonly personal: boolean;
  readonly buys: boolean;
  readonly contact_email: string | null;
  readonly role: Role;
  readonly joined_at: Date;
}

/** The organizations of a person, joined as `m` (membership) and `o` (organization). */
export function membershipsOf(db: Knex, customerId: string): Knex.QueryBuilder<object, MembershipRow[]> {
  return db({ m: 'membership' })
    .join({ o: 'organization' }, 'o.id', 'm.organization_id')
    .where('m.customer_id', customerId)
    .select({
      org_id: 'o.id',
      name: 'o.name',
      personal: 'o.personal',
      buys: 'o.buys',
      contact_email: 'o.contact_email',
      role: 'm.role',
      joined_at: 'm.joined_at',
    });
}

/** The caller's membership in the organization that calls act in, or null without one. */
export async function activeMembership(db: Knex, principal: Principal): Promise<Membership | null> {
  const active = principal.active.contexts.org;
  if (active === undefined) return null;
  const row = await membershipsOf(db, principal.id).where('o.id', active).first();
  return row === undefined ? null : toMembership(row, principal);
}

/** As answered: `active` and `available` are the connection's view of it. */
export function toMembership(row: MembershipRow, principal: Principal): Membership {
  return {
    ...row,
    active: principal.active.contexts.org === row.org_id,
    available: principal.standings.some((standing) => standing.contexts.org === row.org_id),
    joined_at: row.joined_at.toISOString(),
  };
}
