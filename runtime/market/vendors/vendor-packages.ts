import type { Knex } from 'knex';
import type { VendorPackage } from '../../../generated/types/marketplace.js';
import { latestVersion, priceOf } from '../catalogue/packages.js';
import { blockedBy, type Offer, offerColumns } from '../catalogue/purchasable.js';
import { emitEvent } from '../webhooks/events.js';

export interface VendorPackageRow extends Offer {
  readonly id: string;
  readonly composer_name: string;
  readonly title: string;
  readonly vendor_id: string;
  readonly currency: string | null;
  readonly cadence: VendorPackage['cadence'];
  readonly priced_at: Date | null;
  readonly latest_version: string | null;
  readonly versions: number;
  readonly sold: number;
  readonly problems: VendorPackage['problems'];
  readonly repository_url: string | null;
  readonly ingested_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly row_version: number;
}

/** The packages of an organization's vendors as `p`, each with its sales and the tags that could not become releases. */
export function packagesOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, VendorPackageRow[]> {
  const sales = db.raw(
    '(select package_id, sum(quantity)::int as sold from our_sold_lines() where sold group by 1) as s',
  );
  return db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .leftJoin(sales, 's.package_id', 'p.id')
    .where('v.organization_id', organizationId)
    .select('p.*', offerColumns(db), {
      latest_version: latestVersion(db),
      versions: db.raw('(select count(*)::int from package_version r where r.package_id = p.id)'),
      sold: db.raw('coalesce(s.sold, 0)'),
      problems: db.raw(`(
        select coalesce(json_agg(json_build_object('tag', tag, 'problem', problem) order by tag), '[]')
        from package_problem f where f.package_id = p.id
      )`),
    });
}

/** Locks a package of the organization's vendors for a change; null where there is none. */
export async function lockPackage(db: Knex, organizationId: string, id: string): Promise<VendorPackageRow | null> {
  const row = await db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .where({ 'p.id': id, 'v.organization_id': organizationId })
    .forNoKeyUpdate('p')
    .first('p.id');
  return row === undefined ? null : readVendorPackage(db, organizationId, id);
}

/** Writes what changes of a package that is locked, tells the vendor's endpoints, and answers it as it then stands. */
export async function changePackage(
  db: Knex,
  row: VendorPackageRow,
  changes: Partial<Pick<VendorPackageRow, 'status' | 'price_minor' | 'currency' | 'cadence' | 'priced_at'>>,
  now: Date,
): Promise<VendorPackage> {
  const { id, organization_id: organizationId, vendor_id: vendorId } = row;
  await db('package')
    .where({ id })
    .update({ ...changes, updated_at: now, row_version: row.row_version + 1 });
  const changed = toVendorPackage(await readVendorPackage(db, organizationId, id));
  const { package_id, composer_name, status, price, cadence } = changed;
  const data = { package_id, composer_name, vendor_id: vendorId, status, price, cadence };
  await emitEvent(db, { organizationId, vendorId, type: 'package.updated', data, now });
  return changed;
}

/** A package that is known to be the organization's, as it now stands. */
async function readVendorPackage(db: Knex, organizationId: string, id: string): Promise<VendorPackageRow> {
  const row = await packagesOf(db, organizationId).where('p.id', id).first();
  if (row === undefined) throw new Error(`Package ${id} is gone in the middle of its own transaction.`);
  return row;
}

export function toVendorPackage(row: VendorPackageRow): VendorPackage {
  return {
    package_id: row.id,
    composer_name: row.composer_name,
    title: row.title,
    vendor_id: row.vendor_id,
    status: row.status,
    price_decided: row.priced_at !== null,
    price: priceOf(row),
    cadence: row.cadence,
    sale_blocker: blockedBy(row),
    latest_version: row.latest_version,
    versions: row.versions,
    sold: row.sold,
    problems: row.problems,
    repository_url: row.repository_url,
    ingested_at: row.ingested_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    row_version: row.row_version,
  };
}
