import type { Knex } from 'knex';
import { CHANGES_CHANNEL } from '../../store/postgres/changes.js';
import { toMoney } from '../money.js';
import { emitEvent } from '../webhooks/events.js';
import type { LineRow, SettledOrder } from './order-row.js';

/** Tells those who follow the order, with the commit of the transaction. For changes that no call makes. */
export async function announceOrder(db: Knex, order: Pick<SettledOrder, 'id' | 'organization_id'>): Promise<void> {
  const change = { uri: `market://orders/${order.id}`, tenant: order.organization_id };
  await db.raw('select pg_notify(?, ?)', [CHANGES_CHANNEL, JSON.stringify(change)]);
}

/** What a vendor's own systems are told of an order: its own lines alone, and nothing of who bought them. */
export async function tellVendors(
  db: Knex,
  type: 'order.paid' | 'order.refunded',
  { order, lines, now }: { readonly order: SettledOrder; readonly lines: readonly LineRow[]; readonly now: Date },
): Promise<void> {
  const splits: { vendor_id: string; seller: string; net_minor: number; fee_minor: number }[] = await db({
    s: 'vendor_split',
  })
    .join({ v: 'vendor' }, 'v.id', 's.vendor_id')
    .where('s.order_id', order.id)
    .orderBy('s.vendor_id')
    .select('s.vendor_id', { seller: 'v.organization_id' }, 's.net_minor', 's.fee_minor');
  for (const split of splits) {
    const own = lines.filter(({ vendor_id }) => vendor_id === split.vendor_id);
    const data = {
      order_id: order.id,
      kind: order.kind,
      vendor_id: split.vendor_id,
      lines: own.map(({ composer_name, quantity }) => ({ package: composer_name, quantity })),
      net: toMoney(split.net_minor, order.currency),
      fee: toMoney(split.fee_minor, order.currency),
    };
    await emitEvent(db, { organizationId: split.seller, vendorId: split.vendor_id, type, data, now });
  }
}
