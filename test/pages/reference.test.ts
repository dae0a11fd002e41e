import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser } from '../web/browser.js';
import { lookAt } from './look.js';

const docs = fileURLToPath(new URL('../../dist/site', import.meta.url));
let market: Market;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(docs)) throw new Error('The reference site has not been built: run `npm run build`.');
  [market, browser] = await Promise.all([openMarket({ options: { documents: { docs } } }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test('the reference as it is served: its policy lets its own scripts and its search run, and nothing complains', async () => {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto('/docs/');
  await page.getByLabel('Search').fill('rotate credentials');
  await page.locator('#results a').first().waitFor();
  await page.keyboard.press('Escape');
  await page.goto('/docs/marketplace/projects/rotate_credentials.html');
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

// Hundreds of links, each come to by the keyboard.
test.each(['index', 'errors', 'access', 'marketplace/projects/rotate_credentials'])(
  '%s',
  { timeout: 120_000 },
  async (name) => {
    const page = await (await browser.newContext({ baseURL: market.url })).newPage();
    await page.goto(`/docs/${name}.html`);
    await lookAt(page, `docs-${name.replaceAll('/', '-')}`);
  },
);
