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
  const context = await browser.newContext({ baseURL: market.url, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto('/account/sign-in');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/');
  return page;
}

test('an empty log says what will stand there', async () => {
  const page = await signedIn('newcomer');
  // Signing in has left a row, perhaps not yet.
  await market.eventually(async () => {
    await market.db('toolwright.audit').delete();
    await page.goto('/account/activity');
    expect(await page.locator('.empty').count()).toBe(1);
  });
  expect(await page.locator('.empty').textContent()).toContain('Nothing yet.');
  await lookAt(page, 'activity-empty');
});

test('calls, a filter, one call with its arguments, and the file', async () => {
  await market.call('acme-owner', 'create_project', { name: 'Shop' });
  await market.call('acme-owner', 'list_projects', {});
  await market.call('acme-owner', 'delete_project', { project_id: 'nonsense' });
  await market.call('acme-owner', 'create_project', { name: 'Ro' }, '_ro');
  const page = await signedIn('acme-owner');
  const rows = page.locator('.log > li');
  await market.eventually(async () => {
    await page.goto('/account/activity');
    expect(await rows.filter({ hasText: '_project' }).count()).toBe(4);
  });
  await lookAt(page, 'activity');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Result').selectOption('refused');
  await page.getByLabel('Calls').selectOption('write');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await page.getByLabel('Result').inputValue()).toBe('refused');
  await lookAt(page, 'activity-filtered');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.csv$/);
  await rows.first().locator('.head a').click();
  await lookAt(page, 'activity-entry');
});

test('staff see everybody’s, strangers too, and the switches', async () => {
  await fetch(`${market.url}/mcp/tools`, { headers: { authorization: 'Bearer nonsense' } });
  const page = await signedIn('staff');
  await market.eventually(async () => {
    await page.goto('/account/staff/activity?unknown=1');
    expect(await page.locator('.log > li').count()).toBe(1);
  });
  await page.goto('/account/staff/activity');
  await lookAt(page, 'staff-activity');
  await page.goto('/account/staff/switches');
  await page.getByLabel('Name or title').fill('whoami');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.locator('summary', { hasText: 'whoami' }).click();
  await page.locator('details[open]').getByLabel('Why').fill('It tells too much');
  await page.getByRole('button', { name: 'Switch whoami off' }).click();
  expect(await page.getByRole('status').textContent()).toBe('whoami off from now on.');
  await lookAt(page, 'switches');
  await page.getByRole('button', { name: 'Switch whoami on' }).click();
  expect(await page.getByRole('status').textContent()).toBe('whoami on from now on.');
});
