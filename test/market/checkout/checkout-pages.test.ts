import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
import { Visit } from '../../web/visit.js';
import { acme, openShop, type Shop } from '../orders/shop.js';

let shop: Shop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([openShop(), launchBrowser()]);
});
beforeEach(async () => {
  await shop.finish();
  await shop.db('cart').delete();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const checkout = 'forge/checkout-booster';
const shots = process.env.TOOLWRIGHT_SHOTS;

async function open(path: string, principal: string, look: keyof typeof looks = 'light'): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url.replace('127.0.0.1', 'localhost'), ...looks[look] });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
  return page;
}

/** What a person types into the page at Stripe. */
async function payWith(page: Page, number: string): Promise<void> {
  await page.waitForURL(`${shop.double.url}/**`);
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill('12 / 34');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on the card').fill('Nora Newcomer');
  await page.locator('button.main').click();
}

async function show(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe('the cart’s page', () => {
  test('takes a person from the cart over Stripe’s page to a paid order, and keeps the card', async () => {
    await shop.succeed('newcomer', 'add_to_cart', { package: checkout, quantity: 2 });
    await shop.succeed('newcomer', 'add_to_cart', { package: 'globex/search-suite' });
    const page = await open('/account/cart?org=org_demo_newcomer', 'newcomer');
    expect(await page.locator('.positions').textContent()).toContain('Checkout Booster');
    await page.getByLabel('Code of a coupon').fill('welcome10');
    await page.getByRole('button', { name: 'Redeem' }).click();
    await page.waitForLoadState();
    expect(await page.locator('.total').last().textContent()).toBe('106.19 GBP');
    await page.getByRole('button', { name: 'Remove Search Suite' }).click();
    await page.waitForLoadState();
    await page.getByRole('button', { name: 'Pay 88.20 GBP' }).click();
    await payWith(page, '4242 4242 4242 4242');
    await page.waitForURL(/\/account\/checkout\/done\?/);
    expect(await heading(page)).toBe('Thank you, this is paid');
    await show(page, 'done');
    const [order] = await shop.db('customer_order').where({ organization_id: 'org_demo_newcomer' });
    expect(order).toMatchObject({ status: 'paid', total_minor: 8820, coupon_code: 'WELCOME10' });
    await shop.finish();
    expect(await shop.db('licence').where({ order_id: order.id })).toHaveLength(2);
    await page.goto('/account/cards?org=org_demo_newcomer');
    expect(await page.locator('.positions').textContent()).toContain('•••• 4242');
    expect((await shop.succeed('newcomer', 'list_payment_methods')).payment_methods).toMatchObject([
      { is_default: true },
    ]);
  });

  test('whoever gives up at Stripe’s page has the cart back; an order that waits can be gone on with', async () => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: checkout });
    const page = await open(`/account/cart?org=${acme}`, 'acme-owner');
    await page.getByRole('button', { name: 'Pay 58.80 GBP' }).click();
    await page.waitForURL(`${shop.double.url}/**`);
    await page.goto(`/account/cart?org=${acme}`);
    expect(await page.getByText('waits to be paid').textContent()).toContain('58.80 GBP');
    expect(await shop.inCart()).toEqual({});
    await show(page, 'waiting');
    await page.getByRole('link', { name: 'Go on paying' }).click();
    await page.waitForURL(`${shop.double.url}/**`);
    await page.goto(`/account/cart?org=${acme}`);
    await page.getByRole('link', { name: 'give it up' }).click();
    await page.waitForURL('**notice=cancelled');
    expect(await page.getByRole('status').textContent()).toBe('Nothing was paid. Everything is back in the cart.');
    expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 1 });
    const [order] = await shop.db('customer_order').where({ organization_id: acme }).orderBy('placed_at', 'desc');
    expect(order).toMatchObject({ status: 'failed', failure_code: 'NOT_CHARGED' });
  });

  test('a payment that the bank wants confirmed is completed by its cardholder there', async () => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: checkout });
    const payment_method_id = await shop.saveCard('pm_card_authenticationRequired');
    const refused = await shop.call('acme-owner', 'place_order_with_saved_method', { payment_method_id });
    expect(refused.body.code).toBe('AUTHENTICATION_REQUIRED');
    const { pathname, search } = new URL(refused.body.url);
    const page = await open(pathname + search, 'acme-owner');
    await page.getByRole('button', { name: 'Pay 58.80 GBP' }).click();
    await payWith(page, '4000 0027 6000 3184');
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    await page.waitForURL(/\/account\/checkout\/done\?/);
    expect(await heading(page)).toBe('Thank you, this is paid');
    await shop.finish();
    // `saveCard` made that one the default; the other of the same number, which was paid with, is saved beside it.
    const customer = await shop.stripe.stripe.customers.retrieve('cus_demo_acme');
    expect(customer).toMatchObject({ invoice_settings: { default_payment_method: payment_method_id } });
    const cards = shop.db('payment_method').where({ organization_id: acme, last4: '3184' });
    expect(await cards.clone().count()).toEqual([{ count: 2 }]);
    expect(await cards.clone().where({ is_default: true }).pluck('id')).toEqual([payment_method_id]);
  });

  test('says what cannot be bought any more and lets nobody pay until it is gone', async () => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: checkout });
    await shop.succeed('acme-owner', 'add_to_cart', { package: 'forge/seo-kit' });
    const page = await open(`/account/cart?org=${acme}`, 'acme-owner');
    await shop.db('package').where({ composer_name: checkout }).update({ status: 'disabled' });
    // The form of a page that was opened before.
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForLoadState();
    expect(await heading(page)).toBe('Something cannot be bought');
    await page.goto(`/account/cart?org=${acme}`);
    await shop.db('package').where({ composer_name: checkout }).update({ status: 'enabled' });
    expect(await page.getByRole('alert').textContent()).toContain('forge/checkout-booster cannot be bought');
    expect(await page.getByRole('button', { name: /^(Pay|Get)/ }).count()).toBe(0);
    await show(page, 'blocked');
  });

  test('gets what is free without a page of Stripe’s', async () => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: 'forge/seo-kit' });
    const page = await open(`/account/checkout?org=${acme}`, 'acme-owner');
    await page.getByRole('button', { name: 'Get it' }).click();
    await page.waitForURL(/\/account\/checkout\/done\?/);
    expect(await heading(page)).toBe('Thank you, this is paid');
  });

  test('shows members what their role allows, and strangers nothing', async () => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: checkout });
    const viewer = await open(`/account/cart?org=${acme}`, 'acme-viewer');
    expect(await viewer.getByRole('button').allTextContents()).toEqual(['Sign out']);
    const developer = await open(`/account/cart?org=${acme}`, 'acme-developer');
    expect(await developer.getByRole('button').allTextContents()).toEqual(['Sign out', 'Remove', 'Redeem']);
    const visit = new Visit(shop.url);
    await visit.signIn('acme-developer');
    const token = await visit.token(`/account/cart?org=${acme}`);
    expect((await visit.post('/account/checkout', { token, org: acme })).status).toBe(403);
    expect((await visit.post('/account/checkout', { org: acme })).status).toBe(403);
    expect((await visit.send(`/account/cards?org=${acme}`)).status).toBe(404);
    const stranger = new Visit(shop.url);
    await stranger.signIn('globex-owner');
    const theirs = await stranger.token('/account/cart');
    const [order] = await shop.db('customer_order').where({ organization_id: acme });
    for (const path of ['cart', 'cards', `checkout/done?order=${order.id}`, `checkout/cancelled?order=${order.id}`]) {
      const url = `/account/${path}${path.includes('?') ? '&' : '?'}org=${acme}`;
      expect((await stranger.send(url)).status, path).toBe(404);
      expect((await stranger.send(url.replace(acme, 'org_demo_globex'))).status, path).toBe(
        path.includes('order') ? 404 : 200,
      );
    }
    expect((await stranger.post('/account/checkout', { token: theirs, org: acme })).status).toBe(404);
    expect(await shop.inCart()).toEqual({ pkg_demo_checkout: 1 });
  });

  test('lets a person choose among their organizations, the one they work in first', async () => {
    const page = await open('/account/', 'acme-owner');
    await page.getByRole('link', { name: 'Cards' }).click();
    const choice = page.getByRole('navigation', { name: 'Organization' });
    expect(await choice.getByRole('link').allTextContents()).toEqual(['Olivia Owner', 'Acme']);
    expect(await choice.locator('[aria-current=page]').textContent()).toBe('Olivia Owner');
    await choice.getByRole('link', { name: 'Acme' }).click();
    await page.waitForLoadState();
    expect(await choice.locator('[aria-current=page]').textContent()).toBe('Acme');
    expect(await page.locator('.positions strong').allTextContents()).toEqual(
      expect.arrayContaining(['Visa', 'Mastercard']),
    );
    await page.getByRole('link', { name: 'To the cart' }).click();
    await page.waitForLoadState();
    expect(await choice.locator('[aria-current=page]').textContent()).toBe('Acme');
    const newcomer = new Visit(shop.url);
    await newcomer.signIn('newcomer');
    expect(await (await newcomer.send('/account/cart')).text()).not.toContain('aria-label="Organization"');
  });

  test('tells in its policy where its forms may lead, and nothing more', async () => {
    const visit = new Visit(shop.url);
    await visit.signIn('acme-owner');
    const policy = (await visit.send('/account/cart')).headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${shop.double.url};`);
    expect((await visit.send('/account/')).headers.get('content-security-policy')).toContain(`form-action 'self';`);
  });

  test.each(Object.keys(looks))('fits: %s', async (look) => {
    await shop.succeed('acme-owner', 'add_to_cart', { package: checkout, quantity: 2 });
    await shop.succeed('acme-owner', 'add_to_cart', { package: 'globex/search-suite' });
    await shop.db('cart').update({ coupon_id: 'cpn_demo_welcome' });
    const page = await open(`/account/cart?org=${acme}`, 'acme-owner', look);
    for (const name of ['cart', 'cards']) {
      await page.goto(`/account/${name}?org=${acme}`);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wide, name).toBe(false);
      await show(page, `${name}-${look}`);
    }
    await page.goto('/account/');
    await show(page, `account-${look}`);
  });
});

test('a card is saved at Stripe’s page and is the default when it is the first', async () => {
  const page = await open('/account/cards?org=org_demo_forge', 'forge-vendor');
  expect(await heading(page)).toBe('There is nothing here');
  await shop.db('payment_method').where({ organization_id: acme }).delete();
  const buyer = await open(`/account/cards?org=${acme}`, 'acme-billing');
  await buyer.getByRole('button', { name: 'Save a card' }).click();
  await payWith(buyer, '5555 5555 5555 4444');
  await buyer.waitForURL(/\/account\/cards\?.*saved=/);
  expect(await buyer.getByRole('status').textContent()).toContain('Saved.');
  expect(await buyer.locator('.positions').textContent()).toContain('•••• 4444');
});
