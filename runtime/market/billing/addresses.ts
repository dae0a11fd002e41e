import type { Knex } from 'knex';

/** Where an organization is billed. Orders keep it as it was on their day. */
export interface BillingAddress {
  readonly id: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postal_code: string;
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

/** The one that orders are billed to; null where there is no address. */
export async function defaultAddress(db: Knex, organizationId: string): Promise<BillingAddress | null> {
  const row = await addressesOf(db, organizationId).where({ is_default: true }).first();
  if (row === undefined) return null;
  const { id, name, line1, line2, city, region, postal_code, country, tax_id } = row;
  return { id, name, line1, line2, city, region, postal_code, country, tax_id };
}
