import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
import { openDoubleInTest } from '../stripe/open.js';

let opened: Awaited<ReturnType<typeof openDoubleInTest>>;
let stripe: Stripe;
let browser: Browser;
let shop: Server;
let back: string;
let page: Page;

beforeAll(async () => {
  opened = await openDoubleInTest();
  stripe = opened.stripe;
  browser = await launchBrowser();
  shop = createServer((request, response) => response.end(`back at ${request.url}`)).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  back = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await opened.close();
});

const line = { price_data: { currency: 'gbp', unit_amount: 4900, product_data: { name: 'Booster' } }, quantity: 2 };

function paying(more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [line],
    success_url: `${back}/paid?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${back}/cart`,
    ...more,
  });
}

async function payWith(number: string, expiry = '12 / 40', cvc = '123'): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expires').fill(expiry);
  await page.getByLabel('CVC').fill(cvc);
  await page.getByLabel('Name on the card').fill('Olivia Owner');
  await page.locator('button.main').click();
}

const text = () => page.locator('body').textContent();

describe('the page of a payment', () => {
  test('says that it is a stand-in and what is paid, and leads back paid', async () => {
    const { id, url } = await paying({ customer_email: 'olivia@example.com', metadata: { order_id: 'ord_1' } });
    await page.goto(String(url));
    expect(await text()).toContain('No money moves');
    expect(await text()).toContain('This is not Stripe.');
    expect(await page.locator('.lines').textContent()).toMatch(/Booster × 2\s*£98\.00\s*Total\s*£98\.00/);
    await payWith('4242 4242 4242 4242');
    expect(await text()).toBe(`back at /paid?session=${id}`);
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer_details: { name: 'Olivia Owner', email: 'olivia@example.com' },
      payment_intent: { status: 'succeeded', amount: 9800, amount_received: 9800 },
    });
    const told = await stripe.events.list({ type: 'checkout.session.completed' });
    expect(told.data.map(({ data }) => data.object)).toMatchObject([{ id, metadata: { order_id: 'ord_1' } }]);
    await page.goto(String(url));
    expect(await text()).toBe(`back at /paid?session=${id}`);
  });

  test('stays open for another card where one is declined', async () => {
    const { id, url } = await paying({ customer_email: 'olivia@example.com' });
    await page.goto(String(url));
    await payWith('4000 0000 0000 9995');
    expect(await page.getByRole('alert').textContent()).toBe('Your card has insufficient funds.');
    const open = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(open).toMatchObject({
      status: 'open',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { decline_code: 'insufficient_funds' } },
    });
    await payWith('5555 5555 5555 4444');
    expect(await text()).toBe(`back at /paid?session=${id}`);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id);
    expect(payment_intent).toBe((open.payment_intent as Stripe.PaymentIntent).id);
  });

  test.each([
    ['1234 5678', '12 / 40', '123', 'Your card number is not one of the test cards below.'],
    ['4242424242424242', '13/40', '123', "Your card's expiration date is incomplete."],
    ['4242424242424242', '01 / 20', '123', "Your card's expiration date is in the past."],
    ['4242424242424242', '12/40', 'x', "Your card's security code is incomplete."],
  ])('refuses %s, %s, %s', async (number, expiry, cvc, problem) => {
    const { id, url } = await paying({ customer_email: 'olivia@example.com' });
    await page.goto(String(url));
    await payWith(number, expiry, cvc);
    expect(await page.getByRole('alert').textContent()).toBe(problem);
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'open', payment_intent: null });
  });

  test('lets the bank ask first, and comes back to the page where the answer is no', async () => {
    const { id, url } = await paying({ customer_email: 'olivia@example.com' });
    await page.goto(String(url));
    await payWith('4000 0027 6000 3184');
    expect(await text()).toContain('A payment of £98.00 is to be made.');
    await page.getByRole('button', { name: 'Fail authentication' }).click();
    expect(page.url()).toBe(url);
    await payWith('4000 0027 6000 3184');
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    expect(await text()).toBe(`back at /paid?session=${id}`);
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
  });

  test('can be left, and is gone once it has expired', async () => {
    const { id, url } = await paying();
    await page.goto(String(url));
    await page.getByRole('link', { name: 'Cancel and go back' }).click();
    expect(await text()).toBe('back at /cart');
    await stripe.checkout.sessions.expire(id);
    expect((await page.goto(String(url)))?.status()).toBe(410);
    expect(await text()).toContain('This page has had its time');
    expect((await page.goto(`${url}x`))?.status()).toBe(404);
  });
});

test('a card is saved for its customer', async () => {
  const { id: customer } = await stripe.customers.create({});
  const urls = { success_url: `${back}/saved`, cancel_url: `${back}/cart` };
  const { id, url } = await stripe.checkout.sessions.create({ ...urls, mode: 'setup', currency: 'gbp', customer });
  await page.goto(String(url));
  await payWith('4000 0025 0000 3155');
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  expect(await text()).toBe('back at /saved');
  const { setup_intent, status } = await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] });
  expect(status).toBe('complete');
  const { data } = await stripe.paymentMethods.list({ customer });
  expect(data).toMatchObject([{ id: (setup_intent as Stripe.SetupIntent).payment_method, card: { last4: '3155' } }]);
});

test('a subscription begins with its first payment', async () => {
  const { id, url } = await paying({
    mode: 'subscription',
    line_items: [{ price_data: { ...line.price_data, recurring: { interval: 'month' } }, quantity: 1 }],
    subscription_data: { metadata: { order_line_id: 'oln_1' } },
    customer_email: 'olivia@example.com',
  });
  await page.goto(String(url));
  expect(await page.locator('.lines').textContent()).toContain('£49.00 a month');
  await payWith('4000 0000 0000 0341');
  expect(await page.getByRole('alert').textContent()).toBe('Your card was declined.');
  await payWith('4242 4242 4242 4242');
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription.latest_invoice'] });
  expect(session).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    subscription: {
      status: 'active',
      metadata: { order_line_id: 'oln_1' },
      latest_invoice: { status: 'paid', amount_paid: 4900 },
    },
  });
});

test('a bank asks whoever confirms a payment, and sends them back with the outcome', async () => {
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'gbp',
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
    return_url: `${back}/after`,
  });
  const url = String(intent.next_action?.redirect_to_url?.url);
  expect((await page.goto(url.replace('secret=', 'secret=no')))?.status()).toBe(404);
  await page.goto(url);
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  expect(await text()).toContain('redirect_status=succeeded');
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded', next_action: null });
});

test('a seller tells a part, then the whole, and can be paid', async () => {
  const account = await stripe.accounts.create({
    controller: { stripe_dashboard: { type: 'express' } },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  const link = () =>
    stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      refresh_url: `${back}/again`,
      return_url: `${back}/connected`,
    });
  await page.goto((await link()).url);
  await page.getByRole('button', { name: 'Submit' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Fill in all three, or finish later.');
  await page.getByRole('button', { name: 'Save and finish later' }).click();
  expect(await text()).toBe('back at /connected');
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    details_submitted: false,
    charges_enabled: false,
  });

  await page.goto((await link()).url);
  await page.getByLabel('Name of the business').fill('Forge');
  await page.getByLabel('Name of its owner').fill('Fred Forge');
  await page.getByLabel('Bank account').fill('GB82 WEST 1234 5698 7654 32');
  await page.getByRole('button', { name: 'Submit' }).click();
  expect(await text()).toBe('back at /connected');
  const updated = await stripe.accounts.retrieve(account.id);
  expect(updated).toMatchObject({
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    capabilities: { card_payments: 'active', transfers: 'active' },
    requirements: { currently_due: [], past_due: [], disabled_reason: null },
  });
});

test('every page fits light, dark and a phone', async () => {
  const { url } = await paying();
  const account = await stripe.accounts.create({ capabilities: { transfers: { requested: true } } });
  const addresses = { refresh_url: back, return_url: back };
  const onboarding = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    ...addresses,
  });
  const pages = { checkout: String(url), onboarding: onboarding.url };
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext(options);
    const seen = await context.newPage();
    for (const [name, address] of Object.entries(pages)) {
      await seen.goto(address);
      const wide = await seen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `${name} in ${look} is wider than its window`).toBe(false);
      const folder = process.env.SCREENSHOTS;
      if (folder) await seen.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: true });
    }
    await context.close();
  }
});
