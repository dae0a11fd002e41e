import type { Knex } from 'knex';
import { whereUsable } from '../licences/usable.js';

/** How much an organization has; nothing without one. Licences count while they are in force. */
export async function countsOf(
  db: Knex,
  organizationId: string | null,
  now: Date,
): Promise<{ readonly projects: number; readonly licences: number; readonly orders: number }> {
  const org = organizationId;
  const rows: { projects: number; licences: number; orders: number }[] = await db.select({
    projects: db('project').where({ organization_id: org }).select(db.raw('count(*)::int')),
    orders: db('customer_order').where({ organization_id: org }).select(db.raw('count(*)::int')),
    licences: db('licence')
      .where({ organization_id: org })
      .modify((query) => whereUsable(query, 'licence', now))
      .select(db.raw('count(*)::int')),
  });
  return rows[0] ?? { projects: 0, licences: 0, orders: 0 };
}
