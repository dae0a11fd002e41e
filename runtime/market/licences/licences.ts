import type { Knex } from 'knex';
import type { License } from '../../../generated/types/marketplace.js';

export interface LicenceRow {
  readonly id: string;
  readonly composer_name: string;
  readonly title: string;
  readonly status: License['status'];
  readonly project_id: string | null;
  readonly project: string | null;
  readonly cadence: License['cadence'];
  readonly cancels: boolean;
  readonly subscription_id: string | null;
  readonly expires_at: Date | null;
  readonly order_id: string | null;
  readonly attached_at: Date | null;
  readonly created_at: Date;
  readonly row_version: number;
}

/** The licences of an organization as `l`, each with its package `p`, its project and its subscription. */
export function licencesOf(db: Knex, organizationId: string): Knex.QueryBuilder<object, LicenceRow[]> {
  return db({ l: 'licence' })
    .join({ p: 'package' }, 'p.id', 'l.package_id')
    .leftJoin({ j: 'project' }, 'j.id', 'l.project_id')
    .leftJoin({ s: 'subscription' }, 's.id', 'l.subscription_id')
    .where('l.organization_id', organizationId)
    .select('l.*', 'p.composer_name', 'p.title', {
      project: 'j.name',
      cadence: 's.cadence',
      cancels: db.raw('coalesce(s.cancel_at_period_end, false)'),
    });
}

/** Locks a licence of the organization for a change; null where there is none. */
export async function lockLicence(db: Knex, organizationId: string, id: string): Promise<LicenceRow | null> {
  const row = await db('licence').where({ id, organization_id: organizationId }).forNoKeyUpdate().first('id');
  return row === undefined ? null : readLicence(db, organizationId, id);
}

/** A licence that is known to exist, as it now stands. */
export async function readLicence(db: Knex, organizationId: string, id: string): Promise<LicenceRow> {
  const row = await licencesOf(db, organizationId).where('l.id', id).first();
  if (row === undefined) throw new Error(`Licence ${id} is gone in the middle of its own transaction.`);
  return row;
}

export function toLicense(row: LicenceRow): License {
  return {
    license_id: row.id,
    package: row.composer_name,
    title: row.title,
    status: row.status,
    project_id: row.project_id,
    project: row.project,
    cadence: row.cadence,
    cancels: row.cancels,
    expires_at: row.expires_at?.toISOString() ?? null,
    order_id: row.order_id,
    attached_at: row.attached_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    row_version: row.row_version,
  };
}
