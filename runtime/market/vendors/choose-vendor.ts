import type { Knex } from 'knex';
import { type DeclaredFailure, failure } from 'toolwright/runtime';
import { type VendorRow, vendorsOf } from './vendors.js';

type Nothing = Record<string, never>;

/** The vendor that a call means: the named one, or the organization's only one. A rejected vendor is none. */
export async function chooseVendor(
  db: Knex,
  organizationId: string,
  named: string | undefined,
): Promise<VendorRow | DeclaredFailure<'VENDOR_NOT_FOUND', Nothing> | DeclaredFailure<'VENDOR_REQUIRED', Nothing>> {
  const vendors: readonly VendorRow[] = await vendorsOf(db, organizationId).whereNot('v.status', 'rejected');
  if (named === undefined && vendors.length > 1) return failure('VENDOR_REQUIRED');
  return vendors.find(({ id }) => id === (named ?? id)) ?? failure('VENDOR_NOT_FOUND');
}
