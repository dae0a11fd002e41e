import type { Knex } from 'knex';
import type { Money, Order } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';

interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly status: Order['status'];
  readonly currency: string;
  readonly subtotal_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
  readonly placed_at: Date;
}

interface LineRow {
  readonly order_id: string;
  readonly quantity: number;
  readonly unit_minor: number;
  readonly total_minor: number;
  readonly composer_name: string | null;
  readonly title: string | null;
}

/** What one request answers of orders at most. */
const mostOrders = 200;

/** Orders of an organization with their positions, the newest first, at most 200. */
export async function readOrders(
  db: Knex,
  organizationId: string,
  only: { readonly id?: string; readonly month?: string } = {},
): Promise<readonly Order[]> {
  const rows: OrderRow[] = await ordersOf(db, organizationId)
    .modify((query) => {
      if (only.id !== undefined) query.where('id', only.id);
      if (only.month !== undefined) query.whereRaw(`${monthOf} = ?`, [only.month]);
    })
    .orderBy([{ column: 'placed_at', order: 'desc' }, 'id'])
    .limit(mostOrders);
  const lines = await linesOf(
    db,
    organizationId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    toOrder(
      row,
      lines.filter((line) => line.order_id === row.id),
    ),
  );
}

/** What was paid by currency, in the order of the alphabet; what failed or was given back does not count. */
export async function paidBy(db: Knex, organizationId: string, month?: string): Promise<readonly Money[]> {
  const rows: { currency: string; total: string }[] = await ordersOf(db, organizationId)
    .where('status', 'paid')
    .modify((query) => {
      if (month !== undefined) query.whereRaw(`${monthOf} = ?`, [month]);
    })
    .groupBy('currency')
    .orderBy('currency')
    .select('currency', db.raw('sum(total_minor)::text as total'));
  return rows.map(({ currency, total }) => toMoney(Number(total), currency));
}

/** Months in which the organization has bought anything, the newest first. */
export async function orderMonths(db: Knex, organizationId: string): Promise<readonly string[]> {
  const rows: { month: string }[] = await ordersOf(db, organizationId)
    .distinct(db.raw(`${monthOf} as month`))
    .orderBy('month', 'desc');
  return rows.map(({ month }) => month);
}

/** Row-level security shows no other organization's; a person of several still asks for one. */
export function ordersOf(db: Knex, organizationId: string): Knex.QueryBuilder {
  return db('customer_order').where({ organization_id: organizationId });
}

const monthOf = `to_char(placed_at at time zone 'UTC', 'YYYY-MM')`;

/** A package that its vendor has since disabled is not seen any more; what was paid for it stays. */
function linesOf(db: Knex, organizationId: string, ids: readonly string[]): Promise<LineRow[]> {
  return db({ l: 'order_line' })
    .leftJoin({ p: 'package' }, 'p.id', 'l.package_id')
    .where('l.organization_id', organizationId)
    .whereIn('l.order_id', ids)
    .orderBy('l.id')
    .select('l.*', 'p.composer_name', 'p.title');
}

function toOrder(row: OrderRow, lines: readonly LineRow[]): Order {
  const { currency } = row;
  return {
    order_id: row.id,
    number: row.number,
    status: row.status,
    placed_at: row.placed_at.toISOString(),
    lines: lines.map((line) => ({
      package: line.composer_name,
      title: line.title,
      quantity: line.quantity,
      unit: toMoney(line.unit_minor, currency),
      total: toMoney(line.total_minor, currency),
    })),
    subtotal: toMoney(row.subtotal_minor, currency),
    tax: toMoney(row.tax_minor, currency),
    total: toMoney(row.total_minor, currency),
  };
}
