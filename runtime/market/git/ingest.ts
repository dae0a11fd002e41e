import type { Knex } from 'knex';
import { emitEvent } from '../webhooks/events.js';
import { type KeptPackage, keptReleases, lockKept } from './kept-package.js';
import type { RepositoryReading } from './read-repository.js';
import { sortTags, type TagProblem } from './sort-tags.js';
import { insertPackage, type PackageSource, storeReading, versionsOf } from './store-reading.js';

export interface Ingested {
  readonly package: KeptPackage;
  /** All versions, the newest first. */
  readonly versions: readonly string[];
  readonly problems: readonly TagProblem[];
}

/**
 * Makes a reading of a repository the vendor's package, or more releases of the package that it already is. Null where
 * the name is somebody else's. Whether the vendor may use the name's first half is for the caller to know.
 */
export async function ingest(
  db: Knex,
  source: PackageSource & { readonly organizationId: string },
  reading: RepositoryReading,
): Promise<Ingested | null> {
  const [newest] = reading.releases;
  const known =
    (await lockKept(db, source.vendorId, { repository_url: source.url })) ??
    (newest && (await lockKept(db, source.vendorId, { composer_name: newest.manifest.name })));
  const kept = known ?? (newest && (await insertPackage(db, source, newest)));
  if (kept === null || kept === undefined) return null;
  // Somebody may have read the same repository meanwhile, and the package may have come from another one before.
  const { fresh, problems } = sortTags(reading.releases, await keptReleases(db, kept.id));
  const told = [...reading.problems, ...problems];
  await storeReading(db, kept, source, { releases: fresh, problems: told });
  if (kept.status === 'enabled' && fresh.length > 0) await tellOfReleases(db, kept, source, fresh);
  return { package: kept, versions: await versionsOf(db, kept.id), problems: told };
}

async function tellOfReleases(
  db: Knex,
  { id, composer_name }: KeptPackage,
  { organizationId, vendorId, now }: PackageSource & { readonly organizationId: string },
  releases: readonly { readonly version: string }[],
): Promise<void> {
  const versions = releases.map(({ version }) => version);
  const data = { package_id: id, package: composer_name, vendor_id: vendorId, versions };
  await emitEvent(db, { organizationId, vendorId, type: 'package.published', data, now });
}
