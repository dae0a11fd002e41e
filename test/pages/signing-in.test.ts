import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';
import { lastLink } from '../web/mailbox.js';
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

const email = 'paula@example.com';

async function freshPage(): Promise<Page> {
  return (await browser.newContext({ baseURL: market.url })).newPage();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('a person signs up on the way to somewhere, looks after their account, and comes back after forgetting the password', async () => {
  const page = await freshPage();
  await page.goto('/account/connections');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await lookAt(page, 'sign-up');
  await page.getByLabel('Your name').fill('Paula Plum');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill('Password2026');
  await press(page, 'Create an account');
  expect(await page.getByRole('alert').textContent()).toContain('among the first that anybody would try');
  expect(await page.getByLabel('Your name').inputValue()).toBe('Paula Plum');
  await lookAt(page, 'sign-up-refused');
  await page.getByLabel('Password').fill('plum jam on toast');
  await press(page, 'Create an account');
  await page.waitForURL('**/account/mailed?for=sign-up');
  await lookAt(page, 'mailed');

  await page.goto(await lastLink(market, email));
  await lookAt(page, 'confirm');
  await page.getByLabel('Password').fill('not this one');
  await press(page, 'Confirm and sign in');
  await page.getByLabel('Password').fill('plum jam on toast');
  await press(page, 'Confirm and sign in');
  await page.waitForURL('**/account/connections');

  const other = await freshPage();
  await other.goto('/account/sign-in');
  await other.getByLabel('E-mail address').fill(email);
  await other.getByLabel('Password').fill('plum jam on toast');
  await press(other, 'Sign in');
  await page.getByRole('link', { name: 'Account security' }).click();
  await lookAt(page, 'security');
  await page.getByLabel('Current password').fill('plum jam on toast');
  await page.getByLabel('New password').fill('1234567890');
  await press(page, 'Change the password');
  await lookAt(page, 'security-refused');
  await page.getByLabel('Current password').fill('plum jam on toast');
  await page.getByLabel('New password').fill('quince jelly on toast');
  await press(page, 'Change the password');
  expect(await page.getByRole('status').textContent()).toContain('Your password is changed');
  await other.goto('/account/');
  expect(new URL(other.url()).pathname).toBe('/account/sign-in');

  await other.getByRole('link', { name: 'Forgotten your password?' }).click();
  await lookAt(other, 'forgotten');
  await other.getByLabel('E-mail address').fill(email);
  await press(other, 'Mail me a link');
  const link = await lastLink(market, email);
  await other.goto(link);
  await lookAt(other, 'reset');
  await other.getByLabel('New password').fill('greengage on white bread');
  await press(other, 'Change the password');
  await lookAt(other, 'sign-in-after-reset');
  await other.goto(link);
  await lookAt(other, 'link-over');
});

test('on the demo staff read the mails, and their links are links', async () => {
  const page = await freshPage();
  await page.goto('/account/sign-up');
  await page.getByLabel('Your name').fill('Rita Rose');
  await page.getByLabel('E-mail address').fill('rita@example.com');
  await page.getByLabel('Password').fill('rose hips and honey');
  await press(page, 'Create an account');
  await page.getByRole('link', { name: 'To the mails' }).click();
  await page.getByLabel('E-mail address').fill('staff@example.com');
  await page.getByLabel('Password').fill('demo');
  await press(page, 'Sign in');
  await page.waitForURL('**/account/outbox');
  await lookAt(page, 'outbox');
  await page
    .locator('.mail', { hasText: 'To rita@example.com' })
    .getByRole('link', { name: '/account/confirm' })
    .click();
  await page.getByLabel('Password').fill('rose hips and honey');
  await press(page, 'Confirm and sign in');
  await page.waitForURL('**/account/');
  expect(await page.locator('header .person').textContent()).toBe('Rita Rose');
});

test('an approval says what its connection is called', async () => {
  const { body } = await market.call('acme-owner', 'delete_project', { project_id: 'prj_demo_storefront' }, '_ask');
  const page = await freshPage();
  await page.goto(body.url);
  await page.getByLabel('E-mail address').fill('acme-owner@example.com');
  await page.getByLabel('Password').fill('demo');
  await press(page, 'Sign in');
  await page.waitForURL('**/account/approvals/*');
  const { id, name } = await market
    .db('toolwright.connection')
    .where({ principal_id: 'cus_demo_acme_owner' })
    .whereIn('id', market.db('toolwright.approval').select('connection_id'))
    .first('id', 'name');
  expect(await page.locator('dd').last().textContent()).toBe(`${name} ${id}`);
  await lookAt(page, 'approval-named');
});
