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

async function signedIn(principal: string, path: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
  return page;
}

test('an operator makes a role, gives it to a member and takes a privilege out of it', async () => {
  const page = await signedIn('staff', '/account/staff/roles');
  await page.getByRole('link', { name: 'Make a role' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Buyer');
  await page.getByLabel('Change the cart').check();
  await page.getByRole('button', { name: 'Make the role' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Say whom the role is for.');
  await lookAt(page, 'role-new');
  await page.getByLabel('Buys packages').check();
  await page.getByLabel('See the cart').check();
  await page.getByRole('button', { name: 'Make the role' }).click();
  await page.goto('/account/staff/people');
  await page.getByLabel('Name or e-mail address').fill('acme-');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.locator('article', { hasText: 'Adam Admin' }).getByLabel('Acme: admin').selectOption('Buyer');
  await page.locator('article', { hasText: 'Adam Admin' }).getByRole('button', { name: 'Save for Acme' }).click();
  await page.waitForLoadState();
  await lookAt(page, 'staff-people');
  await page.goto('/account/staff/roles');
  await lookAt(page, 'roles');
  await page.getByRole('link', { name: 'Buyer' }).click();
  expect(await page.getByRole('region', { name: 'Who has it' }).textContent()).toContain('Adam Admin');
  await lookAt(page, 'role');
  await page.getByLabel('Change the cart').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForLoadState();
  expect(await market.db('toolwright.custom_role').select('title', 'privileges', 'version')).toEqual([
    { title: 'Buyer', privileges: ['marketplace:cart:read'], version: 2 },
  ]);
});

test('an owner works in an organization and changes its members', async () => {
  const page = await signedIn('acme-owner', '/account/organizations');
  await lookAt(page, 'organizations');
  await page.goto('/account/organizations/org_demo_acme');
  await lookAt(page, 'organization-elsewhere');
  await page.getByRole('button', { name: 'Work in Acme' }).click();
  await page.getByRole('link', { name: 'Acme' }).click();
  await lookAt(page, 'organization');
  await page.getByRole('button', { name: 'Remove Vera Viewer' }).click();
  expect(await page.locator('main p').first().textContent()).toBe('Remove Vera Viewer from Acme?');
  await lookAt(page, 'organization-sure');
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await page.waitForLoadState();
  expect(await page.getByRole('heading', { name: 'Vera Viewer' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Leave Acme' }).click();
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('last owner');
});

test('an invited person sees the invite', async () => {
  const page = await signedIn('newcomer', '/account/organizations');
  await lookAt(page, 'organizations-invited');
  await page.getByRole('button', { name: 'Accept the invite of Acme' }).click();
  await page.waitForLoadState();
  expect(await page.getByRole('link', { name: 'Acme' }).count()).toBe(1);
});
