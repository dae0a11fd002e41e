import type { Knex } from 'knex';
import type { Package } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';

interface PackageRow {
  readonly id: string;
  readonly composer_name: string;
  readonly title: string;
  readonly description: string;
  readonly vendor: string;
  readonly status: Package['status'];
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly cadence: Package['cadence'];
}

/** A package that the caller may see, with its releases; null where there is none. */
export async function readPackage(db: Knex, composerName: string): Promise<Package | null> {
  const row: PackageRow | undefined = await packages(db).where('p.composer_name', composerName).first();
  if (row === undefined) return null;
  const versions: { version: string; released_at: Date }[] = await db('package_version')
    .where({ package_id: row.id })
    .orderBy([{ column: 'released_at', order: 'desc' }, 'version'])
    .select('version', 'released_at');
  return {
    name: row.composer_name,
    title: row.title,
    description: row.description,
    vendor: row.vendor,
    status: row.status,
    price: row.price_minor === null || row.currency === null ? null : toMoney(row.price_minor, row.currency),
    cadence: row.cadence,
    versions: versions.map(({ version, released_at: at }) => ({ version, released_at: at.toISOString() })),
  };
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

/** Row-level security leaves what is published, and what the caller's own organization publishes. */
function packages(db: Knex): Knex.QueryBuilder {
  return db({ p: 'package' }).join({ v: 'vendor' }, 'v.id', 'p.vendor_id').select('p.*', { vendor: 'v.name' });
}
