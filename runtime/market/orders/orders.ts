import type { Knex } from 'knex';
import type { Money, Order } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';
import { type LineAmounts, toOrderLine } from './order-lines.js';
import type { LineRow } from './order-row.js';

/** An order with its invoice, as `ordersOf` reads it. Money in minor units. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly kind: Order['kind'];
  readonly status: Order['status'];
  readonly currency: string;
  readonly subtotal_minor: number;
  readonly coupon_code: string | null;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
  readonly placed_at: Date;
  readonly payment_method_id: string | null;
  readonly failure_message: string | null;
  readonly invoice_id: string;
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
      if (only.id !== undefined) query.where('o.id', only.id);
      if (only.month !== undefined) query.whereRaw(`${monthOf} = ?`, [only.month]);
    })
    .orderBy([{ column: 'o.placed_at', order: 'desc' }, 'o.id'])
    .limit(mostOrders);
  return withLines(db, rows);
}

/** Orders as they are told, each with its positions. */
export async function withLines(db: Knex, rows: readonly OrderRow[]): Promise<readonly Order[]> {
  const ids = rows.map(({ id }) => id);
  const lines: (LineRow & { readonly order_id: string })[] = await db('order_line')
    .whereIn('order_id', ids)
    .orderBy(['order_id', 'position', 'id']);
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
    .where('o.status', 'paid')
    .modify((query) => {
      if (month !== undefined) query.whereRaw(`${monthOf} = ?`, [month]);
    })
    .clearSelect()
    .groupBy('o.currency')
    .orderBy('o.currency')
    .select('o.currency', db.raw('sum(o.total_minor)::text as total'));
  return rows.map(({ currency, total }) => toMoney(Number(total), currency));
}

/** Months in which the organization has bought anything, the newest first. */
export async function orderMonths(db: Knex, organizationId: string): Promise<readonly string[]> {
  const rows: { month: string }[] = await ordersOf(db, organizationId)
    .clearSelect()
    .distinct(db.raw(`${monthOf} as month`))
    .orderBy('month', 'desc');
  return rows.map(({ month }) => month);
}

/** As `o`, with the invoice as `i`. Row-level security shows no other organization's; a person of several asks for one. */
export function ordersOf(db: Knex, organizationId: string): Knex.QueryBuilder {
  return db({ o: 'customer_order' })
    .join({ i: 'invoice' }, 'i.order_id', 'o.id')
    .where('o.organization_id', organizationId)
    .select('o.*', { invoice_id: 'i.id' });
}

const monthOf = `to_char(o.placed_at at time zone 'UTC', 'YYYY-MM')`;

function toOrder(row: OrderRow, lines: readonly LineRow[]): Order {
  const { currency } = row;
  return {
    order_id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    placed_at: row.placed_at.toISOString(),
    invoice_id: row.invoice_id,
    currency_code: currency,
    lines: lines.map((line) => toOrderLine(amountsOf(line), currency)),
    subtotal: toMoney(row.subtotal_minor, currency),
    coupon: row.coupon_code,
    discount: toMoney(row.discount_minor, currency),
    tax: toMoney(row.tax_minor, currency),
    total: toMoney(row.total_minor, currency),
    failure: row.failure_message,
  };
}

function amountsOf(line: LineRow): LineAmounts {
  return {
    composerName: line.composer_name,
    title: line.title,
    cadence: line.cadence,
    quantity: line.quantity,
    unitMinor: line.unit_minor,
    totalMinor: line.total_minor,
    discountMinor: line.discount_minor,
    taxMinor: line.tax_minor,
  };
}
