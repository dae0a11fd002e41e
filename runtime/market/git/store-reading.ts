import type { Knex } from 'knex';
import { newId } from '../ids.js';
import type { KeptPackage } from './kept-package.js';
import type { GitProviderName } from './providers.js';
import type { Release } from './read-release.js';
import type { RepositoryReading } from './read-repository.js';
import { compareVersions } from './release-version.js';

/** Where a package comes from, and who brought it. */
export interface PackageSource {
  readonly vendorId: string;
  readonly url: string;
  readonly provider: GitProviderName | null;
  /** Whose integration opened the repository; null where everybody may read it. */
  readonly integrationOf: string | null;
  readonly now: Date;
}

/**
 * A new package, disabled and without a decided price, of the newest release of its first reading; null where one of
 * this name is there already, be it one that the handle may not see.
 */
export async function insertPackage(db: Knex, source: PackageSource, newest: Release): Promise<KeptPackage | null> {
  const { name } = newest.manifest;
  // Not `returning`: a row that the caller may not see is no answer either.
  const id = newId('pkg');
  await db('package')
    .insert({
      id,
      vendor_id: source.vendorId,
      composer_name: name,
      title: titleOf(name),
      ...describe(newest),
      created_at: source.now,
    })
    .onConflict('composer_name')
    .ignore();
  const row = await db('package').where({ id }).first('id');
  return row === undefined ? null : { id, composer_name: name, status: 'disabled', priced_at: null };
}

/**
 * Keeps what was read of a package's repository: new releases with their archives, and all that is wrong with its tags now.
 * A release that is there stays what it is.
 */
export async function storeReading(
  db: Knex,
  { id }: KeptPackage,
  source: PackageSource,
  { releases, problems }: RepositoryReading,
): Promise<void> {
  const { now } = source;
  for (const release of releases) {
    const { version, normalized, tag, commit, manifest, releasedAt, archive, sha1 } = release;
    const row = { package_id: id, version, normalized, tag, reference: commit, released_at: releasedAt };
    await db('package_version')
      .insert({ ...row, manifest: JSON.stringify(manifest) })
      .onConflict()
      .ignore();
    await db('package_dist').insert({ package_id: id, version, sha1, archive }).onConflict().ignore();
  }
  await db('package_problem').where({ package_id: id }).delete();
  const seen = problems.map(({ tag, problem }) => ({ package_id: id, tag, problem, seen_at: now }));
  if (seen.length > 0) await db('package_problem').insert(seen);
  const newest = await newestRelease(db, id, releases);
  await db('package')
    .where({ id })
    .update({
      ...(newest !== null && describe(newest)),
      repository_url: source.url,
      git_provider: source.provider,
      integration_customer_id: source.integrationOf,
      ingested_at: now,
      updated_at: now,
      row_version: db.raw('row_version + 1'),
    });
}

/** All versions of a package, the newest first. */
export async function versionsOf(db: Knex, packageId: string): Promise<readonly string[]> {
  const rows: { version: string; normalized: string }[] = await db('package_version')
    .where({ package_id: packageId })
    .select('version', 'normalized');
  return rows.sort((a, b) => compareVersions(b.normalized, a.normalized)).map(({ version }) => version);
}

/** Of what was just read, the release that is now the package's newest; null where the newest was there before. */
async function newestRelease(db: Knex, packageId: string, read: readonly Release[]): Promise<Release | null> {
  const [newest] = await versionsOf(db, packageId);
  return read.find(({ version }) => version === newest) ?? null;
}

/** What the newest release says of the package. */
function describe({ manifest }: Release): object {
  return {
    description: (manifest.description ?? '').slice(0, 5000),
    type: (manifest.type ?? 'library').slice(0, 60),
    keywords: (manifest.keywords ?? []).slice(0, 20).map((word) => word.slice(0, 60)),
  };
}

/** `acme/gift-cards` → `Gift Cards`. */
function titleOf(name: string): string {
  const words = (name.split('/')[1] ?? name).split(/[-_.]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
