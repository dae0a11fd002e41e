import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCustomerId } from '../../../runtime/market/demo/people.js';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
let browser: Browser;
beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const labs = { vendor_id: 'ven_demo_labs' };
const returned = '/account/vendors/ven_demo_labs/connect';

const begin = () => market.call('forge-vendor', 'start_stripe_connect_onboarding', labs);

async function signIn(page: Page, principal: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
}

describe('the onboarding', () => {
  it('has one account at Stripe, though two begin it at once', async () => {
    const answers = await market.race(`select 1 from vendor where id = 'ven_demo_labs' for update`, [begin, begin]);
    expect(answers.map(({ body }) => typeof body.url)).toEqual(['string', 'string']);
    const made = await market
      .db('stripe_double.object')
      .where({ type: 'account' })
      .whereRaw(`body -> 'metadata' ->> 'vendor_id' = 'ven_demo_labs'`);
    expect(made).toHaveLength(1);
    const { stripe_account_id } = await market.db('vendor').where({ id: 'ven_demo_labs' }).first();
    expect(stripe_account_id).toBe(made[0].id);
  });

  it('is gone through by a person, who comes back to a page that knows, and sells from then on', async () => {
    const pictures = process.env.TOOLWRIGHT_PICTURES;
    const context = await browser.newContext({ ...looks.light });
    const page = await context.newPage();
    await page.goto((await begin()).body.url);
    await page.getByRole('button', { name: 'Save and finish later' }).click();
    await page.waitForURL('**/account/sign-in?next=*');
    await signIn(page, 'forge-vendor');
    expect(new URL(page.url()).pathname).toBe(returned);
    expect(await page.getByRole('status').textContent()).toBe('Not finished. Forge Labs cannot take payments yet.');
    expect((await page.locator('main li').allTextContents()).length).toBeGreaterThan(0);
    if (pictures) await picture(page, pictures, 'connect-unfinished');

    await page.getByRole('link', { name: 'Go on at Stripe' }).click();
    for (const [label, value] of [
      ['business', 'Forge Labs Ltd'],
      ['person', 'Fred Forge'],
      ['bank', 'GB82 WEST 1234 5698 7654 32'],
    ] as const)
      await page.locator(`#${label}`).fill(value);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(`**${returned}`);
    expect(await page.getByRole('status').textContent()).toBe(
      'Ready. Forge Labs can take payments through Stripe, and is paid out.',
    );
    if (pictures) await picture(page, pictures, 'connect-ready');
    await context.close();

    expect(await market.succeed('forge-vendor', 'get_stripe_connect_status', labs)).toEqual({
      ...{ ...labs, started: true, details_submitted: true, charges_enabled: true, payouts_enabled: true },
      requirements: [],
    });
    expect(await market.succeed('acme-viewer', 'get_package', { package_id: 'pkg_demo_builder' })).toMatchObject({
      is_purchasable: true,
      purchase_blocker: null,
    });
  });

  it('goes on by a new link where the old one has expired', async () => {
    const { url, expires_at } = (await begin()).body;
    const visit = new Visit(market.url);
    await visit.signIn('forge-vendor');
    market.setNow(new Date(Date.parse(expires_at) + 1000));
    const expired = await fetch(url, { redirect: 'manual' });
    const back = new URL(expired.headers.get('location') ?? '');
    expect(back.pathname).toBe(`${returned}/continue`);
    const onward = await visit.send(back.pathname);
    expect(onward.status).toBe(303);
    const again = onward.headers.get('location') ?? '';
    expect([new URL(again).origin, again === url]).toEqual([new URL(url).origin, false]);
    expect((await fetch(again)).status).toBe(200);
  });
});

describe('its pages', () => {
  const pages = [returned, `${returned}/continue`];

  it.each([
    ['globex-owner', 404, 'There is nothing here'],
    ['acme-owner', 404, 'There is nothing here'],
    ['staff', 404, 'There is nothing here'],
  ])('are nothing to %s', async (principal, status, title) => {
    const visit = new Visit(market.url);
    await visit.signIn(principal);
    for (const path of pages) {
      const answer = await visit.send(path);
      expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(`<h1>${title}</h1>`)]);
    }
  });

  it('are not for those who may not set up how a vendor is paid', async () => {
    await market
      .db('membership')
      .insert({ organization_id: 'org_demo_forge', customer_id: demoCustomerId('newcomer'), role: 'developer' });
    const visit = new Visit(market.url);
    await visit.signIn('newcomer');
    for (const path of pages) expect((await visit.send(path)).status).toBe(403);
  });

  it('are not those of a vendor without an account, nor do they lead a rejected one on', async () => {
    const visit = new Visit(market.url);
    await visit.signIn('anvil-vendor');
    for (const path of ['/account/vendors/ven_demo_anvil/connect', '/account/vendors/ven_demo_anvil/connect/continue'])
      expect((await visit.send(path)).status).toBe(404);
    await market.db('vendor').where({ id: 'ven_demo_labs' }).update({ status: 'rejected' });
    const fred = new Visit(market.url);
    await fred.signIn('forge-vendor');
    expect((await fred.send(`${returned}/continue`)).status).toBe(404);
  });
});

/** For eyes: the same page in every look. */
async function picture(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [look, options] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme: options.colorScheme ?? null });
    await page.setViewportSize(options.viewport ?? { width: 1100, height: 800 });
    await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
  }
}
