import type { Knex } from 'knex';
import type { Money, Package } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';
import { blockedBy, type Offer, offerColumns } from './purchasable.js';

interface PackageRow extends Offer {
  readonly id: string;
  readonly composer_name: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly type: string;
  readonly vendor_id: string;
  readonly currency: string | null;
  readonly cadence: Package['cadence'];
  readonly licensed: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
}

interface VersionRow {
  readonly version: string;
  readonly released_at: Date;
  readonly require: Readonly<Record<string, string>> | null;
}

/** How a package is named: by both it must be the same one. */
export interface PackageKey {
  readonly package_id?: string;
  readonly composer_name?: string;
}

/** A package that the organization may see, with its releases; null where there is none. */
export async function readPackage(db: Knex, organizationId: string, key: PackageKey): Promise<Package | null> {
  const { package_id: id, composer_name } = key;
  const row: PackageRow | undefined = await packages(db)
    .where({ ...(id !== undefined && { 'p.id': id }), ...(composer_name !== undefined && { composer_name }) })
    .select(offerColumns(db))
    .select({ licensed: db.raw(licensed, [organizationId]) })
    .first();
  if (row === undefined) return null;
  const versions: VersionRow[] = await db('package_version')
    .where({ package_id: row.id })
    .orderBy([
      { column: 'released_at', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .select('version', 'released_at', { require: db.raw(`manifest -> 'require'`) });
  const blocker = blockedBy(row, organizationId);
  return {
    package_id: row.id,
    composer_name: row.composer_name,
    title: row.title,
    description: row.description,
    keywords: row.keywords,
    type: row.type,
    vendor_id: row.vendor_id,
    vendor: row.vendor,
    status: row.status,
    price: priceOf(row),
    cadence: row.cadence,
    is_purchasable: blocker === null,
    purchase_blocker: blocker,
    is_licensed: row.licensed,
    versions: versions.map(toVersion),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** What a package costs before tax; null where it is free. */
export function priceOf(row: { readonly price_minor: number | null; readonly currency: string | null }): Money | null {
  return row.price_minor === null || row.currency === null ? null : toMoney(row.price_minor, row.currency);
}

/** The version released last of the package `p`; null without one. */
export function latestVersion(db: Knex): Knex.Raw {
  return db.raw(
    '(select version from package_version r where r.package_id = p.id order by released_at desc, version desc limit 1)',
  );
}

/** Names of packages that begin with a text, or whose own name does; `of`: one organization's alone. */
export async function packageNames(db: Knex, typed: string, of?: string): Promise<readonly string[]> {
  const begins = `${typed.replace(/[\\%_]/g, '\\$&')}%`;
  const rows: { composer_name: string }[] = await packages(db)
    .where((either) => either.whereILike('p.composer_name', begins).orWhereILike('p.composer_name', `%/${begins}`))
    .modify((query) => {
      if (of !== undefined) query.where('v.organization_id', of);
    })
    .orderBy('p.composer_name')
    .limit(101);
  return rows.map(({ composer_name: name }) => name);
}

/** A licence that is overdue installs until it ends. */
const licensed = `exists (
  select 1 from licence l
  where l.package_id = p.id and l.organization_id = ? and l.status in ('active', 'past_due')
)`;

/** Row-level security leaves what is published, and what the caller's own organization publishes or has a licence for. */
function packages(db: Knex): Knex.QueryBuilder {
  return db({ p: 'package' }).join({ v: 'vendor' }, 'v.id', 'p.vendor_id').select('p.*');
}

/** PHP writes an empty map as a list. */
function toVersion({ version, released_at, require }: VersionRow): Package['versions'][number] {
  return { version, released_at: released_at.toISOString(), require: Array.isArray(require) ? {} : (require ?? {}) };
}
