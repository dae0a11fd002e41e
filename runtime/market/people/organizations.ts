import type { Knex } from 'knex';
import type { Organization, Role } from '../../../generated/types/marketplace.js';

export interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly personal: boolean;
  readonly buys: boolean;
  readonly contact_email: string | null;
  readonly created_at: Date;
  readonly row_version: number;
}

/**
 * Locks an organization against every other change of its members, so that rules which count members (the last
 * owner) hold between the count and the write. The transaction must lock before it reads what it decides by.
 */
export async function lockOrganization(db: Knex, id: string): Promise<OrganizationRow> {
  await db('organization').where({ id }).forNoKeyUpdate().first('id');
  return readOrganization(db, id);
}

/** An organization that is known to exist, as it now stands. */
export async function readOrganization(db: Knex, id: string): Promise<OrganizationRow> {
  const row = await db<OrganizationRow>('organization').where({ id }).first();
  if (row === undefined) throw new Error(`Organization ${id} is gone in the middle of its own transaction.`);
  return row;
}

/** What people call an organization; null for one that is gone. */
export async function organizationName(db: Knex, id: string): Promise<string | null> {
  const row: { name: string } | undefined = await db('organization').where({ id }).first('name');
  return row?.name ?? null;
}

/** The role of a member, or null for who is none. */
export async function roleIn(db: Knex, organizationId: string, customerId: string): Promise<Role | null> {
  const row = await db<{ role: Role; organization_id: string; customer_id: string }>('membership')
    .where({ organization_id: organizationId, customer_id: customerId })
    .first('role');
  return row?.role ?? null;
}

/** Whether nobody else owns the organization. Call it under its lock. */
export async function isLastOwner(db: Knex, organizationId: string, customerId: string): Promise<boolean> {
  const owners: { customer_id: string }[] = await db('membership')
    .where({ organization_id: organizationId, role: 'owner' })
    .select('customer_id');
  return owners.length === 1 && owners[0]?.customer_id === customerId;
}

export function toOrganization(row: OrganizationRow): Organization {
  return {
    org_id: row.id,
    name: row.name,
    personal: row.personal,
    buys: row.buys,
    contact_email: row.contact_email,
    created_at: row.created_at.toISOString(),
    row_version: row.row_version,
  };
}
