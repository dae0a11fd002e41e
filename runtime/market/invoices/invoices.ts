import type { Knex } from 'knex';
import type { BillingAddress } from '../billing/addresses.js';
import type { LineRow } from '../orders/order-row.js';

/** An invoice as it is answered and printed. Money in minor units. */
export interface InvoiceRecord {
  readonly id: string;
  readonly number: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly organization: string;
  readonly status: 'pending' | 'paid' | 'failed' | 'refunded';
  readonly issued_at: Date;
  readonly paid_at: Date | null;
  readonly refunded_at: Date | null;
  readonly currency: string;
  readonly subtotal_minor: number;
  readonly coupon_code: string | null;
  readonly discount_minor: number;
  readonly tax_country: string | null;
  readonly tax_basis_points: number;
  /** What the tax is called where it is levied; null where none is. */
  readonly tax_name: string | null;
  readonly tax_minor: number;
  readonly total_minor: number;
  /** As it was when the order was placed. */
  readonly billing_address: BillingAddress | null;
  readonly lines: readonly InvoiceLine[];
}

export type InvoiceLine = LineRow & { readonly vendor: string };

/** An invoice by its id; null where the handle sees none, or where it is not this organization's. */
export async function readInvoice(db: Knex, id: string, organizationId?: string): Promise<InvoiceRecord | null> {
  const row: Omit<InvoiceRecord, 'lines'> | undefined = await db({ i: 'invoice' })
    .join({ o: 'customer_order' }, 'o.id', 'i.order_id')
    .join({ g: 'organization' }, 'g.id', 'o.organization_id')
    .leftJoin({ t: 'tax_rate' }, 't.country', 'o.tax_country')
    .where('i.id', id)
    .modify((query) => {
      if (organizationId !== undefined) query.where('i.organization_id', organizationId);
    })
    .first('o.*', {
      id: 'i.id',
      number: 'i.number',
      order_id: 'o.id',
      order_number: 'o.number',
      organization: 'g.name',
      issued_at: 'i.issued_at',
      tax_name: 't.name',
    });
  if (row === undefined) return null;
  const lines: InvoiceLine[] = await db({ l: 'order_line' })
    .leftJoin({ v: 'vendor' }, 'v.id', 'l.vendor_id')
    .where('l.order_id', row.order_id)
    .orderBy(['l.position', 'l.id'])
    .select('l.*', { vendor: db.raw(`coalesce(v.name, '')`) });
  return { ...row, lines };
}
