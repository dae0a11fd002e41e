import type { Knex } from 'knex';

/** Acme's licence of the search is renewed each month. */
export const demoSubscription = {
  id: 'sbs_demo_search',
  organization_id: 'org_demo_acme',
  order_line_id: 'oln_demo_2',
  package_id: 'pkg_demo_search',
  stripe_subscription_id: 'sub_demo_search',
  status: 'active',
  quantity: 1,
  cadence: 'monthly',
  created_at: '2026-01-16T10:00:05Z',
} as const;

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

const DAY = 86_400_000;

/** When what Acme has paid for ends: so long ahead that a demo that has just been made renews nothing yet. */
export function demoPeriodEnd(now: Date): Date {
  return new Date(Math.ceil(now.getTime() / DAY) * DAY + 20 * DAY);
}

/** What has become of licences: one that is renewed, one that has ended. */
export async function seedLicences(db: Knex, now: Date): Promise<void> {
  const ends = demoPeriodEnd(now);
  await db('subscription').insert({ ...demoSubscription, current_period_end: ends });
  const renewed = { subscription_id: demoSubscription.id, expires_at: ends };
  await db('licence').where({ id: 'lic_demo_search' }).update(renewed);
  await db('licence').insert(lapsed);
}
