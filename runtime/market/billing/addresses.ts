import type { Knex } from 'knex';
import type { BillingAddress as BillingAddressAnswer } from '../../../generated/types/marketplace.js';

/** Where an organization is billed. Orders keep it as it was on their day. */
export interface BillingAddress {
  readonly id: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postal_code: string | null;
  /** Of ISO 3166-1, two letters. */
  readonly country: string;
  readonly tax_id: string | null;
}

export interface AddressRow extends BillingAddress {
  readonly organization_id: string;
  readonly is_default: boolean;
  readonly created_at: Date;
}

/** The addresses of an organization as rows of their own columns. */
export function addressesOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, AddressRow[]> {
  return db('billing_address').where({ organization_id: organizationId });
}

/** In the order in which they are shown: the default, then the newest. */
export const addressOrder = [
  { column: 'is_default', order: 'desc' },
  { column: 'created_at', order: 'desc' },
  { column: 'id' },
] as const;

/** The one that orders are billed to; null where there is no address. */
export async function defaultAddress(db: Knex, organizationId: string): Promise<BillingAddress | null> {
  const row = await addressesOf(db, organizationId).where({ is_default: true }).first();
  if (row === undefined) return null;
  const { id, name, line1, line2, city, region, postal_code, country, tax_id } = row;
  return { id, name, line1, line2, city, region, postal_code, country, tax_id };
}

/** Makes it the one that orders are billed to; false where the organization has no such address. */
export async function chooseAddress(db: Knex, organizationId: string, id: string): Promise<boolean> {
  await lockAddresses(db, organizationId);
  const chosen = await addressesOf(db, organizationId).where({ id }).first('id');
  if (chosen === undefined) return false;
  // One after the other: there may never be two.
  await addressesOf(db, organizationId).where({ is_default: true }).whereNot({ id }).update({ is_default: false });
  await addressesOf(db, organizationId).where({ id, is_default: false }).update({ is_default: true });
  return true;
}

/** Changes to one organization's addresses follow one another until the transaction ends. */
export async function lockAddresses(db: Knex, organizationId: string): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtextextended('addresses of ' || ?, 0))`, [organizationId]);
}

export function toBillingAddress(row: AddressRow): BillingAddressAnswer {
  const { id, organization_id: _, created_at: __, ...address } = row;
  return { address_id: id, ...address };
}
