import type { Knex } from 'knex';

/** Globex had a trial, which has ended. */
const lapsed = {
  id: 'lic_demo_lapsed',
  organization_id: 'org_demo_globex',
  package_id: 'pkg_demo_builder',
  project_id: null,
  status: 'expired',
  created_at: '2026-02-25T10:00:00Z',
  updated_at: '2026-03-11T10:00:00Z',
  expires_at: '2026-03-11T10:00:00Z',
} as const;

/** A licence that came with no order of the demo. */
export async function seedLapsedLicence(db: Knex): Promise<void> {
  await db('licence').insert(lapsed);
}
