import type { Knex } from 'knex';
import type { InvoiceStatus, ListedInvoice } from '../../../generated/types/platform.js';
import { dayOf, showMoment } from '../moment.js';
import { toDecimal } from '../money.js';

/** Which invoices of an organization, and at what moment their days are counted. */
export interface InvoiceQuestion {
  readonly organizationId: string;
  readonly status: InvoiceStatus | undefined;
  readonly limit: number;
  readonly now: Date;
}

/** Money in minor units. */
interface ListedRow {
  readonly id: string;
  readonly number: string;
  readonly order_number: string | null;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly due_minor: number;
  readonly issued_at: Date;
  readonly due_at: Date;
  readonly paid_at: Date | null;
}

/**
 * Those of orders and those of plans in one list. An order is charged when it is placed, so its invoice is due on its day; one
 * that failed is nobody's to pay any more, and of one that was given back nothing stands paid. What Stripe has written off as
 * uncollectible is owed all the same. An unpaid invoice is overdue from the day after the one that it is due on, by UTC.
 */
const LISTED = `
with listed as (
  select i.id, i.number, o.number as order_number, o.currency, o.subtotal_minor, o.discount_minor, o.tax_minor, o.total_minor,
    case o.status
      when 'paid' then o.total_minor - (select cast(coalesce(sum(r.amount_minor), 0) as integer) from refund r where r.order_id = o.id)
      else 0
    end as paid_minor,
    case o.status when 'pending' then o.total_minor else 0 end as due_minor,
    i.issued_at, i.issued_at as due_at, o.paid_at,
    case o.status when 'pending' then 'unpaid' when 'paid' then 'paid' else 'void' end as state
  from invoice i join customer_order o on o.id = i.order_id
  where i.organization_id = :org
  union all
  select id, number, null, currency, subtotal_minor, discount_minor, tax_minor, total_minor,
    amount_paid_minor,
    case when status in ('open', 'uncollectible') then amount_due_minor else 0 end,
    issued_at, coalesce(due_at, issued_at), paid_at,
    case when status in ('open', 'uncollectible') then 'unpaid' else status end
  from plan_invoice
  where organization_id = :org
), standing as (
  select *, case
    when state <> 'unpaid' then state
    when cast(due_at at time zone 'UTC' as date) < cast(:today as date) then 'overdue'
    else 'pending'
  end as status from listed
)
select * from standing
where cast(:status as text) is null or status = :status
order by issued_at desc, id desc
limit :limit`;

/** An organization's invoices, the newest first. The handle sees its rows: of others row-level security leaves none. */
export async function listedInvoices(db: Knex, question: InvoiceQuestion): Promise<readonly ListedInvoice[]> {
  const { organizationId: org, status = null, limit, now } = question;
  const { rows } = await db.raw<{ rows: ListedRow[] }>(LISTED, { org, status, limit, today: dayOf(now) });
  return rows.map(toListed);
}

function toListed(row: ListedRow): ListedInvoice {
  const { id, currency, status } = row;
  const decimal = (minor: number) => toDecimal(minor, currency);
  return {
    id,
    invoice_number: row.number,
    status,
    subtotal: decimal(row.subtotal_minor),
    discount_amount: decimal(row.discount_minor),
    tax_amount: decimal(row.tax_minor),
    total: decimal(row.total_minor),
    amount_paid: decimal(row.paid_minor),
    amount_due: decimal(row.due_minor),
    currency,
    issue_date: dayOf(row.issued_at),
    due_date: dayOf(row.due_at),
    paid_at: row.paid_at === null ? null : showMoment(row.paid_at),
    is_overdue: status === 'overdue',
    order_number: row.order_number,
  };
}
