import type { Knex } from 'knex';
import type { Vendor } from '../../../generated/types/marketplace.js';
import { newId } from '../ids.js';

export interface VendorRow {
  readonly id: string;
  readonly organization_id: string;
  readonly name: string;
  readonly status: Vendor['status'];
  readonly moderation_note: string | null;
  readonly profile: string;
  readonly website: string | null;
  readonly support_email: string | null;
  readonly stripe_account_id: string | null;
  readonly charges_enabled: boolean;
  readonly payouts_enabled: boolean;
  readonly details_submitted: boolean;
  readonly requirements: readonly string[];
  readonly connect_attempt: string | null;
  readonly packages: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly row_version: number;
}

/** What a vendor says of itself; absent: as it was. `None` is null where something can be removed. */
export interface VendorProfile<None = null> {
  readonly name?: string;
  readonly profile?: string;
  readonly website?: string | None;
  readonly support_email?: string | None;
}

/** Of a tool's input what a vendor says of itself, and nothing else. */
export function profileIn<None>(said: VendorProfile<None>): VendorProfile<None> {
  const { name, profile, website, support_email } = said;
  return {
    ...(name !== undefined && { name }),
    ...(profile !== undefined && { profile }),
    ...(website !== undefined && { website }),
    ...(support_email !== undefined && { support_email }),
  };
}

/** The vendors of an organization as `v`, each with the number of its packages. */
export function vendorsOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, VendorRow[]> {
  return db({ v: 'vendor' })
    .where('v.organization_id', organizationId)
    .select('v.*', { packages: db.raw('(select count(*)::int from package where package.vendor_id = v.id)') });
}

/** A vendor of the organization; null where there is none. */
export async function findVendor(db: Knex, organizationId: string, id: string): Promise<VendorRow | null> {
  return (await vendorsOf(db, organizationId).where('v.id', id).first()) ?? null;
}

/** The organization's vendor of a name, whatever its case; a rejected one if there is no other. */
export async function findVendorNamed(db: Knex, organizationId: string, name: string): Promise<VendorRow | null> {
  const found = await vendorsOf(db, organizationId)
    .whereRaw('lower(v.name) = lower(?)', [name])
    .orderByRaw(`v.status = 'rejected', v.id`)
    .first();
  return found ?? null;
}

/** A vendor of the organization, locked for a change; null where there is none. */
export async function lockVendor(db: Knex, organizationId: string, id: string): Promise<VendorRow | null> {
  const row = await db('vendor').where({ id, organization_id: organizationId }).forNoKeyUpdate().first('id');
  return row === undefined ? null : findVendor(db, organizationId, id);
}

/** A vendor that is known to be the organization's, as it now stands. */
export async function readVendor(db: Knex, organizationId: string, id: string): Promise<VendorRow> {
  const row = await findVendor(db, organizationId, id);
  if (row === null) throw new Error(`Vendor ${id} is gone in the middle of its own transaction.`);
  return row;
}

/**
 * A new application's id, or null where the name is taken, whatever its case. An organization's rejected vendor of this
 * name applies again, with its packages and its account at Stripe.
 */
export async function applyAs(
  db: Knex,
  organizationId: string,
  profile: VendorProfile & { readonly name: string },
  now: Date,
): Promise<string | null> {
  const known = await findVendorNamed(db, organizationId, profile.name);
  const rejected = known?.status === 'rejected' ? known : null;
  if (rejected === null) return insertVendor(db, organizationId, profile, now);
  const again = await unlessTaken(db, async (savepoint) => {
    await savepoint('vendor').where({ id: rejected.id }).update(profile);
    await savepoint.raw('select apply_again(?, ?)', [rejected.id, now]);
  });
  return again ? rejected.id : null;
}

/** False where there is another vendor of the new name, whatever its case. */
export async function changeVendor(db: Knex, vendor: VendorRow, profile: VendorProfile, now: Date): Promise<boolean> {
  const changed = { ...profile, updated_at: now, row_version: vendor.row_version + 1 };
  return unlessTaken(db, async (savepoint) => {
    await savepoint('vendor').where({ id: vendor.id }).update(changed);
  });
}

export function toVendor(row: VendorRow): Vendor {
  return {
    vendor_id: row.id,
    name: row.name,
    status: row.status,
    moderation_note: row.moderation_note,
    profile: row.profile,
    website: row.website,
    support_email: row.support_email,
    charges_enabled: row.charges_enabled,
    packages: row.packages,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    row_version: row.row_version,
  };
}

async function insertVendor(
  db: Knex,
  organizationId: string,
  profile: VendorProfile & { readonly name: string },
  now: Date,
): Promise<string | null> {
  const id = newId('ven');
  const made = { id, organization_id: organizationId, created_at: now, updated_at: now };
  const free = await unlessTaken(db, async (savepoint) => {
    await savepoint('vendor').insert({ ...profile, ...made });
  });
  return free ? id : null;
}

/**
 * Writes in a savepoint, so that a name that is taken does not spoil the call's transaction. The index decides, and not a
 * look: others' applications are not to be seen.
 */
async function unlessTaken(db: Knex, write: (savepoint: Knex) => Promise<void>): Promise<boolean> {
  try {
    await db.transaction(write);
    return true;
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'vendor_name') return false;
    throw error;
  }
}
