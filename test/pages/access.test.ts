import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';
import { lookAt } from './look.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket({ options: { work: false } }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

async function staffAt(path: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  await page.goto(path);
  await page.getByLabel('E-mail address').fill('staff@example.com');
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
  return page;
}

const path = '/account/staff/access';

test('the matrix by tool and by privilege, one role and one tool of it', async () => {
  const page = await staffAt(path);
  await lookAt(page, 'access-by-tool');
  await page.getByLabel('One role').selectOption('viewer');
  await page.getByRole('button', { name: 'Show' }).first().click();
  await lookAt(page, 'access-one-role');
  await page.getByLabel('One tool').selectOption('manage_license');
  await page.getByRole('button', { name: 'Show' }).last().click();
  expect(await page.locator('.verdicts').first().textContent()).toContain('lacks marketplace:license:attach');
  await lookAt(page, 'access-one-tool');
  await page.getByRole('link', { name: 'By privilege' }).click();
  await lookAt(page, 'access-by-privilege');
});

test('what a connection cannot use', async () => {
  const page = await staffAt(`${path}/connection`);
  await lookAt(page, 'access-connection-empty');
  const { id } = await market
    .db('toolwright.connection')
    .where({ principal_id: 'cus_demo_globex_owner', writes: false })
    .first('id');
  await page.getByLabel('Connection', { exact: true }).selectOption(id);
  await page.getByRole('button', { name: 'Show what it cannot use' }).click();
  await lookAt(page, 'access-connection');
  await page.goto(`${path}/connection?tools=place_order_with_saved_method+nothing_at_all&role=viewer`);
  await lookAt(page, 'access-list');
});
