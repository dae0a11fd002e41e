import type { Knex } from 'knex';
import type { Member, Role } from '../../../generated/types/marketplace.js';

export interface MemberRow {
  readonly customer_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joined_at: Date;
  readonly invited_by: string | null;
}

/** The members of an organization, joined as `m` (membership) and `c` (customer). */
export function membersOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, MemberRow[]> {
  return db({ m: 'membership' })
    .join({ c: 'customer' }, 'c.id', 'm.customer_id')
    .where('m.organization_id', organizationId)
    .select({
      customer_id: 'c.id',
      name: 'c.name',
      email: 'c.email',
      role: 'm.role',
      joined_at: 'm.joined_at',
      invited_by: 'm.invited_by',
    });
}

export function toMember(row: MemberRow): Member {
  return { ...row, joined_at: row.joined_at.toISOString() };
}
