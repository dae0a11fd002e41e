import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';
import { lookAt } from './look.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

async function signedIn(principal: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: market.url });
  const page = await context.newPage();
  await page.goto('/account/sign-in');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/');
  return page;
}

/** The navigation leads to every page of a person. */
async function pathsOf(page: Page): Promise<readonly string[]> {
  return page
    .locator('nav[aria-label=Account] a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

test('signing in', async () => {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  await page.goto('/account/sign-in');
  await lookAt(page, 'sign-in');
});

/** Each page is looked at where it first comes up. */
const seen = new Set<string>();

test.each(['globex-owner', 'acme-viewer', 'staff'])(
  'every page in the navigation of %s',
  { timeout: 120_000 },
  async (principal) => {
    const page = await signedIn(principal);
    const paths = await pathsOf(page);
    expect(paths).toContain('/account/');
    for (const path of paths) {
      const answer = await page.goto(path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect(await page.locator('nav[aria-label=Account] [aria-current=page]').getAttribute('href')).toBe(path);
      if (seen.has(path)) continue;
      seen.add(path);
      await lookAt(page, `${principal}${path.replaceAll('/', '-')}`);
    }
  },
);
