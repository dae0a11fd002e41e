import type { Invoice } from '../../../generated/types/marketplace.js';
import { toMoney } from '../money.js';
import { toOrderLine } from '../orders/order-lines.js';
import type { InvoiceRecord } from './invoices.js';

/** An invoice as answered, with the address at which it is read as a PDF. */
export function toInvoice(
  invoice: InvoiceRecord,
  { url, expiresAt }: { readonly url: string; readonly expiresAt: Date },
): Invoice {
  const { currency, billing_address: address } = invoice;
  return {
    invoice_id: invoice.id,
    number: invoice.number,
    order_id: invoice.order_id,
    status: invoice.status,
    issued_at: invoice.issued_at.toISOString(),
    paid_at: invoice.paid_at?.toISOString() ?? null,
    refunded_at: invoice.refunded_at?.toISOString() ?? null,
    billed_to: address && {
      name: address.name,
      line1: address.line1,
      line2: address.line2,
      city: address.city,
      region: address.region,
      postal_code: address.postal_code,
      country: address.country,
      tax_id: address.tax_id,
    },
    lines: invoice.lines.map((line) =>
      toOrderLine(
        {
          composerName: line.composer_name,
          title: line.title,
          cadence: line.cadence,
          quantity: line.quantity,
          unitMinor: line.unit_minor,
          totalMinor: line.total_minor,
          discountMinor: line.discount_minor,
          taxMinor: line.tax_minor,
        },
        currency,
      ),
    ),
    subtotal: toMoney(invoice.subtotal_minor, currency),
    coupon: invoice.coupon_code,
    discount: toMoney(invoice.discount_minor, currency),
    tax_country: invoice.tax_country,
    tax: toMoney(invoice.tax_minor, currency),
    total: toMoney(invoice.total_minor, currency),
    pdf_url: url,
    pdf_expires_at: expiresAt.toISOString(),
  };
}
