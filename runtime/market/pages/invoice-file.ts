import type { Knex } from 'knex';
import type { Kernel } from '../../call/call.js';
import type { Exchange, Stage } from '../../http/exchange.js';
import { PageError } from '../../web/page-error.js';
import type { InvoiceLinks } from '../invoices/invoice-links.js';
import { readInvoice } from '../invoices/invoices.js';
import { printInvoice } from '../invoices/print-invoice.js';

/** What serving invoices needs. `knex` is the tables' owner's: the signature is what opens an invoice. */
export interface InvoiceFiles {
  readonly knex: Knex;
  readonly invoiceLinks: InvoiceLinks;
}

const refusals = {
  expired: 'This link to an invoice has expired: each is good for 15 minutes. Ask get_invoice for another.',
  altered: 'This link to an invoice is not one that this server made. Ask get_invoice for the right one.',
} as const;

/** `GET /invoices/<id>.pdf?expires=…&signature=…`, as `get_invoice` answers it. Whoever has the link may read. */
export function sendInvoice(kernel: Kernel, { knex, invoiceLinks }: InvoiceFiles): Stage {
  return async (exchange) => {
    const invoiceId = /([^/]*)\.pdf$/.exec(exchange.path)?.[1] ?? '';
    const [expires, signature] = [single(exchange, 'expires'), single(exchange, 'signature')];
    const checked = invoiceLinks.check({ invoiceId, expires, signature }, kernel.now());
    if (checked !== 'good') return refuse(exchange, refusals[checked]);
    const invoice = await readInvoice(knex, invoiceId);
    if (invoice === null) return refuse(exchange, refusals.altered);
    const seller = { name: kernel.server.title, url: kernel.address() };
    exchange.body = await printInvoice(invoice, seller);
    exchange.type = 'application/pdf';
    exchange.set('Content-Disposition', `inline; filename="${invoice.number.replace(/[^\w.-]/g, '_')}.pdf"`);
  };
}

/** A page for people, JSON for programs. */
function refuse(exchange: Exchange, sentence: string): void {
  if (exchange.accepts('json', 'html') === 'html')
    throw new PageError(403, 'This link does not open an invoice', sentence);
  exchange.status = 403;
  exchange.body = { error: sentence, code: 'FORBIDDEN' };
}

function single(exchange: Exchange, name: string): string {
  const value = exchange.query[name];
  return typeof value === 'string' ? value : '';
}
