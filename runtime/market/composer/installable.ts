import type { Knex } from 'knex';
import { whereUsable } from '../licences/usable.js';
import type { InstallingProject } from './identify-project.js';

/** A package that a project may install. */
export interface InstallablePackage {
  readonly id: string;
  readonly composer_name: string;
  /** When anything of it last changed, its releases included. */
  readonly updated_at: Date;
}

export interface InstallableVersion {
  readonly version: string;
  readonly normalized: string;
  readonly reference: string | null;
  readonly released_at: Date;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly sha1: string;
}

/**
 * What the licences attached to a project cover, in the order of their names. A package stays here for those who hold a
 * licence, whatever becomes of its sale. Goes past row-level security: the project says whose rows are asked for.
 */
export function installablePackages(
  db: Knex,
  { projectId, organizationId }: InstallingProject,
  now: Date,
): Knex.QueryBuilder<object, InstallablePackage[]> {
  const licensed = db({ l: 'licence' })
    .where({ 'l.project_id': projectId, 'l.organization_id': organizationId })
    .modify((query) => whereUsable(query, 'l', now))
    .select('l.package_id');
  return db({ p: 'package' })
    .whereIn('p.id', licensed)
    .orderBy('p.composer_name')
    .select('p.id', 'p.composer_name', 'p.updated_at');
}

/** The releases of a package that have an archive, without it. */
export function installableVersions(db: Knex, packageId: string): Knex.QueryBuilder<object, InstallableVersion[]> {
  return db({ v: 'package_version' })
    .join({ d: 'package_dist' }, (on) => on.on('d.package_id', 'v.package_id').on('d.version', 'v.version'))
    .where('v.package_id', packageId)
    .orderBy([{ column: 'v.released_at', order: 'desc' }, 'v.version'])
    .select('v.version', 'v.normalized', 'v.reference', 'v.released_at', 'v.manifest', 'd.sha1');
}

/** The archive of a release, named by its version and its hash; null where there is none. */
export async function readArchive(
  db: Knex,
  packageId: string,
  { version, sha1 }: { readonly version: string; readonly sha1: string },
): Promise<Buffer | null> {
  const row: { archive: Buffer } | undefined = await db('package_dist')
    .where({ package_id: packageId, version, sha1 })
    .first('archive');
  return row?.archive ?? null;
}
