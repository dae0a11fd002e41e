import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { countryName } from '../billing/countries.js';
import { showMoney } from '../money.js';
import type { InvoiceRecord } from './invoices.js';
import { type Paper, printable } from './paper.js';
import { printLines } from './print-lines.js';

const fonts = new URL('./fonts/', import.meta.url);
const MARGIN = 50;
const inks = { text: '#1c2024', quiet: '#59626d', line: '#d9dee4', good: '#116329', bad: '#a1160c' } as const;

/**
 * The invoice as a PDF on A4. Its font is DejaVu Sans, embedded as far as it is used: Latin, Greek, Cyrillic, Armenian,
 * Georgian, Hebrew, Arabic and most symbols. What it has no sign for (such as Chinese) is printed as □. `seller`: in whose
 * name the vendors' packages are sold, and where.
 */
export async function printInvoice(
  invoice: InvoiceRecord,
  seller: { readonly name: string; readonly url: string },
): Promise<Buffer> {
  // Loaded by the first who prints.
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PdfDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: fileURLToPath(new URL('DejaVuSans.ttf', fonts)),
    info: { Title: `Invoice ${invoice.number}`, Author: seller.name, CreationDate: invoice.issued_at },
  });
  document.registerFont('text', fileURLToPath(new URL('DejaVuSans.ttf', fonts)));
  document.registerFont('strong', fileURLToPath(new URL('DejaVuSans-Bold.ttf', fonts)));
  document.font('text');
  const written = buffer(document);
  const paper: Paper = {
    document,
    inks,
    left: MARGIN,
    right: document.page.width - MARGIN,
    bottom: document.page.height - MARGIN - 30,
  };
  printHead(paper, invoice);
  printParties(paper, invoice, seller);
  printLines(paper, invoice);
  printTotals(paper, invoice);
  numberPages(paper, invoice);
  document.end();
  return written;
}

function printHead({ document, left, right }: Paper, invoice: InvoiceRecord): void {
  const mark = markOf(invoice);
  document.font('strong').fontSize(22).fillColor(inks.text).text('Invoice', left, MARGIN);
  document
    .fontSize(11)
    .fillColor(mark.ink)
    .text(mark.text, left, MARGIN + 8, { width: right - left, align: 'right' });
  document.font('text').fontSize(9.5).fillColor(inks.quiet);
  const facts = `Number ${invoice.number}  ·  Order ${invoice.order_number}  ·  Date ${day(invoice.issued_at)}`;
  document.text(facts, left, MARGIN + 34);
}

/** What has become of the payment, across the head. */
function markOf({ status, paid_at, refunded_at }: InvoiceRecord): { readonly text: string; readonly ink: string } {
  switch (status) {
    case 'paid':
      return { text: `PAID${paid_at === null ? '' : ` ${day(paid_at)}`}`, ink: inks.good };
    case 'refunded':
      return { text: `REFUNDED${refunded_at === null ? '' : ` ${day(refunded_at)}`}`, ink: inks.bad };
    case 'failed':
      return { text: 'NOT PAID', ink: inks.bad };
    case 'pending':
      return { text: 'PAYMENT PENDING', ink: inks.quiet };
  }
}

function printParties(paper: Paper, invoice: InvoiceRecord, seller: { readonly name: string; readonly url: string }) {
  const { document, left, right } = paper;
  const width = (right - left - 30) / 2;
  const top = MARGIN + 72;
  const party = (x: number, heading: string, lines: readonly string[]) => {
    document.font('text').fontSize(8.5).fillColor(inks.quiet).text(heading, x, top, { width });
    document.font('strong').fontSize(10).fillColor(inks.text);
    for (const [index, line] of lines.entries()) {
      if (index === 1) document.font('text').fontSize(9.5);
      document.text(printable(paper, line), x, document.y + 2, { width });
    }
    return document.y;
  };
  const ends = [
    party(left, 'Sold by', [seller.name, seller.url, 'for the vendors named below']),
    party(left + width + 30, 'Billed to', buyerOf(invoice)),
  ];
  document.y = Math.max(...ends) + 28;
}

function buyerOf({ billing_address: address, organization }: InvoiceRecord): readonly string[] {
  if (address === null) return [organization];
  const city = [address.postal_code, address.city].filter((part) => part !== null).join(' ');
  const lines = [address.name, address.line1, address.line2, city, address.region, countryName(address.country)];
  const taxId = address.tax_id === null ? [] : [`Tax number ${address.tax_id}`];
  return [...lines.filter((line) => line !== null), ...taxId];
}

function printTotals(paper: Paper, invoice: InvoiceRecord): void {
  const { document, left, right, bottom } = paper;
  if (document.y + 110 > bottom) {
    document.addPage();
    document.y = MARGIN;
  }
  const { currency } = invoice;
  const coupon = invoice.coupon_code === null ? '' : ` (${invoice.coupon_code})`;
  const rows: (readonly [string, number])[] = [['Subtotal', invoice.subtotal_minor]];
  if (invoice.discount_minor > 0) rows.push([`Discount${coupon}`, -invoice.discount_minor]);
  rows.push([taxLabel(invoice), invoice.tax_minor]);
  document.font('text').fontSize(9.5).fillColor(inks.text);
  for (const [label, amount] of rows) printSum(paper, label, showMoney(amount, currency));
  const y = document.y + 4;
  document
    .moveTo(left + 220, y)
    .lineTo(right, y)
    .lineWidth(0.7)
    .strokeColor(inks.line)
    .stroke();
  document.y = y + 6;
  document.font('strong').fontSize(11.5);
  printSum(paper, 'Total', showMoney(invoice.total_minor, currency));
}

function printSum(paper: Paper, label: string, amount: string): void {
  const { document, left, right } = paper;
  const { y } = document;
  document.text(printable(paper, label), left + 220, y, { width: right - left - 340 });
  const after = document.y;
  document.text(amount, right - 120, y, { width: 120, align: 'right' });
  document.y = Math.max(after, document.y) + 4;
}

function taxLabel({ tax_basis_points: points, tax_country: country, tax_name: name }: InvoiceRecord): string {
  if (country === null || points === 0) return 'Tax';
  return `${name ?? 'Tax'} ${points / 100}% (${countryName(country)})`;
}

function numberPages({ document, left, right }: Paper, invoice: InvoiceRecord): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Within the margin, where text would start a page of its own.
    document.page.margins.bottom = 0;
    document.font('text').fontSize(8).fillColor(inks.quiet);
    const words = `Invoice ${invoice.number}  ·  Page ${page + 1} of ${count}`;
    document.text(words, left, document.page.height - MARGIN + 10, {
      width: right - left,
      align: 'center',
      lineBreak: false,
    });
  }
}

/** As in 16 January 2026, in UTC. */
function day(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
