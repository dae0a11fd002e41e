import { failure } from 'toolwright/runtime';
import type { Resolver } from '../../../../generated/tools/marketplace/orders/get_invoice.js';
import { toInvoice } from '../../../market/invoices/invoice-answer.js';
import type { InvoiceLinks } from '../../../market/invoices/invoice-links.js';
import { readInvoice } from '../../../market/invoices/invoices.js';

export const getInvoice =
  (app: { readonly invoiceLinks: InvoiceLinks }): Resolver =>
  async (input, ctx) => {
    const invoice = await readInvoice(await ctx.db(), input.invoice_id, ctx.context.org);
    if (invoice === null) return failure('INVOICE_NOT_FOUND');
    return toInvoice(invoice, app.invoiceLinks.link(invoice.id, ctx.now()));
  };
