import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acme, openShop, type Shop } from '../market/orders/shop.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';
import { lookAt } from './look.js';

let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  [shop, browser] = await Promise.all([openShop(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

async function open(path: string, principal: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url.replace('127.0.0.1', 'localhost') });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
  return page;
}

const slow = { timeout: 120_000 };

describe('pages that only links lead to', () => {
  test('an agreement, asked for and given', slow, async () => {
    const input = { project_id: 'prj_demo_storefront' };
    const { status, body } = await shop.call('acme-owner', 'delete_project', input, '_ask');
    expect(status).toBe(409);
    const page = await open(new URL(String(body.url)).pathname, 'acme-owner');
    await lookAt(page, 'approval-asked');
    await page.goto('/account/');
    await lookAt(page, 'account-waiting');
    await page.goto(new URL(String(body.url)).pathname);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('status').waitFor();
    await lookAt(page, 'approval-given');
  });

  test('a page that is not there', slow, async () => {
    const page = await open('/account/', 'acme-owner');
    expect((await page.goto('/account/nowhere'))?.status()).toBe(404);
    await lookAt(page, 'not-found');
  });

  test('a cart with something in it, where it is paid, and what comes of it', slow, async () => {
    expect((await shop.call('acme-owner', 'add_to_cart', { package: 'forge/checkout-booster' })).status).toBe(200);
    const page = await open(`/account/cart?org=${acme}`, 'acme-owner');
    await lookAt(page, 'cart-filled');
    await page.getByRole('button', { name: /^(Pay|Check out|To the checkout)/ }).click();
    await page.waitForURL(`${shop.double.url}/**`);
    await lookAt(page, 'stripe-checkout');
  });

  test('connecting a vendor to Stripe', slow, async () => {
    const vendor = await shop.db('vendor').where({ organization_id: 'org_demo_forge' }).first('id');
    const page = await open(`/account/vendors/${vendor.id}/connect`, 'forge-vendor');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await lookAt(page, 'vendor-connect');
  });
});
