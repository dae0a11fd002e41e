import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromSource } from '../../acceptance/project-copy.js';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
import { Visit } from '../../web/visit.js';
import { openShop, type Shop, tool } from './shop.js';

let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  [shop, browser] = await Promise.all([openShop(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

async function buy(pieces: Readonly<Record<string, number>>): Promise<{ id: string; number: string }> {
  await shop.fill(pieces);
  const { order_id } = await shop.succeed('acme-owner', tool);
  await shop.settle();
  return shop.db('customer_order').where({ id: order_id }).first('id', 'number');
}

const state = async (id: string) => ({
  status: (await shop.db('customer_order').where({ id }).first()).status,
  licences: (await shop.db('licence').where({ order_id: id })).map(({ status }) => status),
  refunds: (await shop.db('refund').where({ order_id: id })).map(({ amount_minor }) => amount_minor),
});

describe('toolwright refund', () => {
  const run = promisify(execFile);
  const refund = (...argv: readonly string[]) =>
    run(process.execPath, [...fromSource, 'generator/main.ts', 'refund', ...argv], {
      env: { PATH: process.env.PATH, DATABASE_URL: shop.databaseUrl },
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout.trim() }),
      ({ code, stderr }) => ({ code, said: String(stderr).trim() }),
    );

  it('gives an order back once, however often it is asked', async () => {
    const { id, number } = await buy({ pkg_demo_checkout: 2 });
    const first = await refund(number);
    expect(first).toEqual({
      code: 0,
      said: `Order ${number} (${id}) is given back: 117.60 GBP. Its licences are revoked.`,
    });
    expect(await refund(id)).toEqual({ code: 0, said: `Order ${number} (${id}) was given back already.` });
    await shop.settle();
    expect(await state(id)).toEqual({ status: 'refunded', licences: ['revoked', 'revoked'], refunds: [11_760] });
  });

  it('says in a sentence what it cannot do', async () => {
    expect(await refund('nothing')).toMatchObject({ code: 1, said: expect.stringContaining("no order 'nothing'") });
    expect(await refund('1001', '--amount', '5')).toMatchObject({
      code: 1,
      said: expect.stringContaining('given back whole'),
    });
    expect((await state('ord_demo_1001')).status).toBe('paid');
  });
});

async function open(principal: string, look: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, ...look });
  const page = await context.newPage();
  await page.goto('/account/staff/orders');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/staff/orders');
  return page;
}

describe('the page of orders', () => {
  it('lets staff give an order back, and a free one too', async () => {
    const paid = await buy({ pkg_demo_checkout: 1 });
    const free = await buy({ pkg_demo_seo: 1 });
    const page = await open('staff');
    await page.getByRole('button', { name: `Give order ${paid.number} back` }).click();
    await page.waitForURL(`**/account/staff/orders?refunded=${paid.number}`);
    expect(await page.getByRole('status').textContent()).toContain(`Order ${paid.number} is refunded`);
    await page.getByRole('button', { name: `Give order ${free.number} back` }).click();
    await page.waitForURL(`**/account/staff/orders?refunded=${free.number}`);
    await shop.settle();
    expect(await state(paid.id)).toEqual({ status: 'refunded', licences: ['revoked'], refunds: [5_880] });
    expect(await state(free.id)).toEqual({ status: 'refunded', licences: ['revoked'], refunds: [] });
    await page.context().close();
  });

  it('finds one by its number', async () => {
    const page = await open('staff');
    await page.getByLabel('Number or id of an order').fill('1003');
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await page.locator('.order h3').allTextContents()).toEqual(['Order 1003: 58.80 GBP']);
    await page.context().close();
  });

  it('is not there for anybody else', async () => {
    const visit = new Visit(shop.url);
    await visit.signIn('acme-owner');
    expect((await visit.send('/account/staff/orders')).status).toBe(404);
    const { status } = await visit.post('/account/staff/orders/ord_demo_1001/refund', {});
    expect(status).toBe(404);
    expect((await state('ord_demo_1001')).status).toBe('paid');
  });

  it('takes no form without its token', async () => {
    const visit = new Visit(shop.url);
    await visit.signIn('staff');
    const { status } = await visit.post('/account/staff/orders/ord_demo_1001/refund', { token: 'forged' });
    expect(status).toBe(403);
    expect((await state('ord_demo_1001')).status).toBe('paid');
  });

  it.each(Object.keys(looks))('is readable in %s', async (name) => {
    const page = await open('staff', looks[name]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const folder = process.env.TOOLWRIGHT_SCREENSHOTS;
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `staff-orders-${name}.png`), fullPage: true });
    }
    await page.context().close();
  });
});
