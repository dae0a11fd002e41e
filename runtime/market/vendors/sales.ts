import type { Knex } from 'knex';
import type { VendorSale } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';

interface SaleRow {
  readonly vendor_id: string;
  readonly number: string;
  readonly status: VendorSale['status'];
  readonly currency: string;
  readonly placed_at: Date;
  readonly net_minor: number;
  readonly tax_minor: number;
  readonly fee_minor: number;
  readonly transfer_minor: number;
  readonly lines: VendorSale['lines'];
}

/** How many orders of each vendor are told. */
const mostRecent = 10;

/** The latest orders of the caller's organization's vendors, by vendor, the newest first: never who placed them. */
export async function recentSales(db: Knex): Promise<ReadonlyMap<string, readonly VendorSale[]>> {
  const { rows }: { rows: SaleRow[] } = await db.raw(
    `select s.*, (
        select coalesce(json_agg(
          json_build_object('composer_name', l.composer_name, 'quantity', l.quantity) order by l.line_id
        ), '[]')
        from our_sold_lines() l where l.order_id = s.order_id and l.vendor_id = s.vendor_id
      ) as lines
      from (
        select *, row_number() over (partition by vendor_id order by placed_at desc, order_id desc) as rank
        from our_sales()
      ) s
      where rank <= ? order by vendor_id, rank`,
    [mostRecent],
  );
  const sales = new Map<string, VendorSale[]>();
  for (const row of rows) sales.set(row.vendor_id, [...(sales.get(row.vendor_id) ?? []), toSale(row)]);
  return sales;
}

function toSale({ currency, ...row }: SaleRow): VendorSale {
  return {
    order_number: row.number,
    status: row.status,
    placed_at: row.placed_at.toISOString(),
    lines: row.lines,
    net: toMoney(row.net_minor, currency),
    tax: toMoney(row.tax_minor, currency),
    fee: toMoney(row.fee_minor, currency),
    payout: toMoney(row.transfer_minor, currency),
  };
}
