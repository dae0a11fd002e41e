import type { Knex } from 'knex';
import type { RemoteTag } from './remote-tags.js';

/** A package as it is kept, which a repository may have more releases of. */
export interface KeptPackage {
  readonly id: string;
  readonly composer_name: string;
  readonly status: 'enabled' | 'disabled';
  /** When its price, or that it is free, was decided. */
  readonly priced_at: Date | null;
}

type By = { readonly repository_url: string } | { readonly composer_name: string };

/** A vendor's package by its repository or its name; null where there is none. */
export async function findKept(db: Knex, vendorId: string, by: By): Promise<KeptPackage | null> {
  return (await kept(db, vendorId, by).first()) ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockKept(db: Knex, vendorId: string, by: By): Promise<KeptPackage | null> {
  return (await kept(db, vendorId, by).forNoKeyUpdate().first()) ?? null;
}

function kept(db: Knex, vendorId: string, by: By): Knex.QueryBuilder<object, KeptPackage[]> {
  return db('package')
    .where({ vendor_id: vendorId, ...by })
    .select('id', 'composer_name', 'status', 'priced_at');
}

/** The releases of a package, by normalized version: the tags and commits that they were made of. */
export async function keptReleases(db: Knex, packageId: string): Promise<ReadonlyMap<string, RemoteTag>> {
  const rows: { normalized: string; tag: string; reference: string }[] = await db('package_version')
    .where({ package_id: packageId })
    .whereNotNull('tag')
    .whereNotNull('reference')
    .select('normalized', 'tag', 'reference');
  return new Map(rows.map(({ normalized, tag, reference }) => [normalized, { tag, commit: reference }]));
}

/**
 * The organization whose packages bear a name's first half, which is its own from its first package on: nobody else's
 * package is to pass for one of theirs. Null where nobody's does. For a handle that sees all packages; holds whoever
 * else asks for the same until the transaction ends.
 */
export async function prefixOwner(db: Knex, composerName: string): Promise<string | null> {
  const [prefix = ''] = composerName.split('/');
  await db.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`composer prefix ${prefix}`]);
  const row: { organization_id: string } | undefined = await db({ p: 'package' })
    .join({ v: 'vendor' }, 'v.id', 'p.vendor_id')
    .whereRaw(`split_part(p.composer_name, '/', 1) = ?`, [prefix])
    .orderBy('p.created_at')
    .first('v.organization_id');
  return row?.organization_id ?? null;
}
