import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser, looks, type Page } from './browser.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

/** A browser of somebody's own: no cookies yet. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: market.url, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function signIn(page: Page, principal: string, password = 'demo'): Promise<void> {
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
}

const deletion = { project_id: 'prj_demo_storefront' };

/** The address at which a person is asked about the deletion of a project. */
async function asked(principal = 'acme-owner', input: object = deletion): Promise<string> {
  const { status, body } = await market.call(principal, 'delete_project', input, '_ask');
  expect([status, body.code]).toEqual([409, 'CONFIRMATION_REQUIRED']);
  return body.url;
}

describe('signing in', () => {
  test('the right password opens the account, and signing out closes it', async () => {
    const page = await open('/account/');
    expect(new URL(page.url()).pathname).toBe('/account/sign-in');
    await signIn(page, 'acme-owner');
    expect(new URL(page.url()).pathname).toBe('/account/');
    expect(await page.locator('.lead').textContent()).toBe('You are signed in as Olivia Owner.');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/account/sign-in');
    await page.goto('/account/');
    expect(new URL(page.url()).pathname).toBe('/account/sign-in');
  });

  test('a wrong password and an unknown address are told in the same words', async () => {
    const page = await open('/account/sign-in');
    await signIn(page, 'acme-owner', 'wrong');
    const wrong = await page.getByRole('alert').textContent();
    expect(wrong).toBe('This e-mail address and password do not match.');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('acme-owner@example.com');
    await signIn(page, 'nobody', 'demo');
    expect(await page.getByRole('alert').textContent()).toBe(wrong);
  });
});

describe('an approval', () => {
  test('a person signs in on the way to it, approves, and the same call passes once', async () => {
    const page = await open(await asked());
    await signIn(page, 'acme-owner');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Projects: Delete a project');
    const text = await page.locator('dl').textContent();
    for (const shown of ['Acme', 'org_demo_acme', 'project prj_demo_storefront', 'delete_project']) {
      expect(text).toContain(shown);
    }
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Approved.');
    expect((await market.call('acme-owner', 'delete_project', deletion, '_ask')).status).toBe(200);
    await page.reload();
    expect(await page.getByRole('status').textContent()).toContain('has been used');
  });

  test('declined, the call is told so, once, and then asks anew', async () => {
    const url = await asked('acme-admin', { project_id: 'prj_demo_backoffice' });
    const page = await open(url);
    await signIn(page, 'acme-admin');
    await page.getByRole('button', { name: 'Decline' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Declined.');
    const again = () => market.call('acme-admin', 'delete_project', { project_id: 'prj_demo_backoffice' }, '_ask');
    expect(await again()).toEqual({ status: 409, body: { error: 'The person declined.', code: 'DECLINED' } });
    const anew = await again();
    expect([anew.body.code, anew.body.url === url]).toEqual(['CONFIRMATION_REQUIRED', false]);
  });
});

describe.runIf(process.env.SHOTS)('screenshots', () => {
  test.each(Object.entries(looks))('%s', async (look, options) => {
    const folder = process.env.SHOTS ?? '';
    mkdirSync(folder, { recursive: true });
    const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    const page = await open('/account/sign-in?next=/account/', options);
    await shoot(page, 'sign-in');
    await signIn(page, 'globex-owner', 'wrong');
    await shoot(page, 'sign-in-wrong');
    await signIn(page, 'globex-owner');
    await shoot(page, 'account-empty');
    const { body } = await market.call(
      'globex-owner',
      'manage_org_member',
      { action: 'change_role', customer_id: 'cus_demo_acme_developer', role: 'admin' },
      '_ask',
    );
    await page.goto('/account/');
    await shoot(page, 'account');
    await page.goto(body.url);
    await shoot(page, 'approval');
    await page.getByRole('button', { name: 'Decline' }).click();
    await shoot(page, 'approval-declined');
    await page.goto('/account/approvals/apr_none');
    await shoot(page, 'missing');
    await market.call(
      'globex-owner',
      'manage_org_member',
      { action: 'change_role', customer_id: 'cus_demo_acme_developer', role: 'admin' },
      '_ask',
    );
  });
});
