import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInvoice } from '../../../runtime/market/invoices/invoices.js';
import { printInvoice } from '../../../runtime/market/invoices/print-invoice.js';
import { type Market, openMarket } from '../market.js';
import { pdfText } from './pdf-text.js';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market?.close());

const seller = { name: 'Package marketplace', url: 'https://market.example.com' };

async function linkTo(principal: string, invoice_id: string): Promise<URL> {
  return new URL((await market.succeed(principal, 'get_invoice', { invoice_id })).pdf_url);
}

const globex = {
  id: 'adr_x',
  name: 'Globex Gesellschaft für außergewöhnlich lange Firmennamen mit beschränkter Haftung & Co. Kommanditgesellschaft',
  line1: 'Lindenstraße 5',
  line2: null,
  city: 'Θεσσαλονίκη',
  region: 'Україна',
  postal_code: '10969',
  country: 'DE',
  tax_id: 'DE123456789',
};

describe('an invoice', () => {
  test('is a PDF at its address, whoever asks, for a quarter of an hour', async () => {
    const link = await linkTo('acme-viewer', 'ivc_demo_1001');
    const response = await fetch(link);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, 'application/pdf', 'inline; filename="INV-1001.pdf"']);
    const text = pdfText(Buffer.from(await response.arrayBuffer()));
    for (const words of [
      'Invoice',
      'PAID 16 January 2026',
      'Number INV-1001  ·  Order 1001  ·  Date 16 January 2026',
      'Package marketplace',
      'Checkout Booster',
      'forge/checkout-booster, by Forge',
      'globex/search-suite, by Globex Software, monthly',
      '49.00 GBP',
      '68.99 GBP',
      '13.80 GBP',
      '82.79 GBP',
      'Page 1 of 1',
    ]) {
      expect(text).toContain(words);
    }
    const begin = market.now();
    market.setNow(new Date(begin.getTime() + 15 * 60_000 - 1000));
    expect((await fetch(link)).status).toBe(200);
    market.setNow(new Date(begin.getTime() + 15 * 60_000 + 1000));
    const late = await fetch(link);
    market.setNow(begin);
    expect([late.status, await late.json()]).toEqual([
      403,
      {
        error: 'This link to an invoice has expired: each is good for 15 minutes. Ask get_invoice for another.',
        code: 'FORBIDDEN',
      },
    ]);
  });

  test('does not open at an address that was altered in any part', async () => {
    const link = await linkTo('acme-owner', 'ivc_demo_1001');
    const altered = [
      link.href.replace('ivc_demo_1001', 'ivc_demo_1003'),
      link.href.replace('ivc_demo_1001', 'ivc_nothing'),
      link.href.replace(/expires=\d+/, 'expires=9999999999'),
      link.href.replace(/signature=./, (start) => `signature=${start.endsWith('A') ? 'B' : 'A'}`),
      link.href.replace(/&signature=.*/, ''),
      `${link.href}&expires=9999999999`,
      link.href.replace('.pdf', '.txt'),
    ];
    for (const url of altered) {
      const response = await fetch(url);
      expect([response.status, (await response.json()).code], url).toEqual([403, 'FORBIDDEN']);
    }
    const page = await fetch(altered[0] ?? '', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('This link to an invoice is not one that this server made.');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('of another organization looks like none', async () => {
    const { status, body } = await market.call('acme-owner', 'get_invoice', { invoice_id: 'ivc_demo_1003' });
    const none = await market.call('acme-owner', 'get_invoice', { invoice_id: 'ivc_nothing' });
    expect([status, body.code]).toEqual([404, 'INVOICE_NOT_FOUND']);
    expect([none.status, none.body.code]).toEqual([404, 'INVOICE_NOT_FOUND']);
  });

  test('tells who was billed, the discount, the tax by its name, and that the money went back', async () => {
    await market
      .db('customer_order')
      .where({ id: 'ord_demo_1003' })
      .update({
        status: 'refunded',
        refunded_at: new Date('2026-03-01T00:00:00Z'),
        billing_address: JSON.stringify(globex),
        coupon_code: 'WELCOME10',
        discount_minor: 490,
        tax_country: 'DE',
        tax_basis_points: 1900,
        tax_minor: 838,
        total_minor: 5248,
      });
    const answer = await market.succeed('globex-owner', 'get_invoice', { invoice_id: 'ivc_demo_1003' });
    expect(answer).toMatchObject({
      status: 'refunded',
      coupon: 'WELCOME10',
      tax_country: 'DE',
      billed_to: { city: globex.city },
    });
    const invoice = await readInvoice(market.db, 'ivc_demo_1003');
    const text = pdfText(await printInvoice(invoice!, seller));
    for (const words of [
      'REFUNDED 1 March 2026',
      'Lindenstraße 5',
      '10969 Θεσσαλονίκη',
      'Україна',
      'Germany',
      'Tax number DE123456789',
      'Discount (WELCOME10)',
      '-4.90 GBP',
      'VAT 19% (Germany)',
      '52.48 GBP',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.replaceAll('\n', ' ')).toContain('mit beschränkter Haftung');
  });

  test('prints what it has no sign for as a box, and a hundred lines on several pages', async () => {
    const invoice = (await readInvoice(market.db, 'ivc_demo_1001'))!;
    const [line] = invoice.lines;
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...line!,
      title: `株式会社 ${index} ${'long '.repeat(index % 40)}`,
    }));
    const pdf = await printInvoice({ ...invoice, lines: many, status: 'pending', paid_at: null }, seller);
    const text = pdfText(pdf);
    const pages = Number(/Page 1 of (\d+)/.exec(text)?.[1]);
    expect(pages).toBeGreaterThan(2);
    expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(pages);
    expect(text).toContain('PAYMENT PENDING');
    for (const index of many.keys()) expect(text).toContain(`□□□□ ${index}`);
    expect(text.match(/^Package$/gm)).toHaveLength(pages - (text.includes('Total') ? 0 : 1));
  });
});
