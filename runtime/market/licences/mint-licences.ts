import type { Knex } from 'knex';
import { newId } from '../ids.js';
import type { LineRow, SettledOrder } from '../orders/order-row.js';
import { periodEnd } from '../payments/periods.js';
import { emitEvent } from '../webhooks/events.js';

/**
 * One licence for each piece of each line, once: the unique seat of a line is what holds that, whoever else mints. Of a
 * subscription they hold for its first period, which has been paid.
 */
export async function mintLicences(
  db: Knex,
  paid: { readonly order: SettledOrder; readonly lines: readonly LineRow[]; readonly now: Date },
): Promise<void> {
  const { order, lines, now } = paid;
  for (const line of lines) {
    const minted: { id: string }[] = await db('licence')
      .insert(
        Array.from({ length: line.quantity }, (_, seat) => ({
          id: newId('lic'),
          organization_id: order.organization_id,
          package_id: line.package_id,
          order_id: order.id,
          order_line_id: line.id,
          seat: seat + 1,
          status: 'active',
          created_at: now,
          updated_at: now,
          expires_at: line.cadence && periodEnd(now, line.cadence),
        })),
      )
      .onConflict(['order_line_id', 'seat'])
      .ignore()
      .returning('id');
    await tellVendor(db, 'license.created', { line, licences: minted.map(({ id }) => id), now });
  }
}

/** Tells a line's vendor of licences; one event each. */
export async function tellVendor(
  db: Knex,
  type: 'license.created' | 'license.revoked',
  of: { readonly line: LineRow; readonly licences: readonly string[]; readonly now: Date },
): Promise<void> {
  const { line, licences, now } = of;
  const vendor = await db('vendor').where({ id: line.vendor_id }).first('organization_id');
  for (const license_id of licences) {
    const data = { license_id, package: line.composer_name, vendor_id: line.vendor_id };
    await emitEvent(db, { organizationId: vendor.organization_id, vendorId: line.vendor_id, type, data, now });
  }
}
