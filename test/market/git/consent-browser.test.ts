import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, launchBrowser, looks, type Page } from '../../web/browser.js';
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

/** Pictures for people to look at, where a folder for them is set. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TOOLWRIGHT_TEST_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const start = (principal: string, provider: string) => market.succeed(principal, 'start_git_integration', { provider });

/** Nothing wider than the window. */
const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

describe.each([
  ['github', 'GitHub', 'acme-owner'],
  ['gitlab', 'GitLab', 'acme-admin'],
] as const)('%s in a browser', (provider, title, principal) => {
  test('a person signs in on the way back, and the program that waits is told', async () => {
    const { integration, oauth_url } = await start(principal, provider);
    const page = await browser.newPage();
    await page.goto(oauth_url);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Connect your ${title} account?`);
    expect(await page.locator('.note').textContent()).toMatch(
      new RegExp(`^This is not ${title}\\. .* no ${title.toUpperCase()}_CLIENT_ID is set`),
    );
    await page.getByLabel('Globex').check();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByLabel('E-mail').fill(`${principal}@example.com`);
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: `${title} is connected` }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe(`Connected. You are globex at ${title}.`);
    await page.close();
    const { integration_id } = integration;
    expect(await market.succeed(principal, 'wait_for_git_integration', { integration_id })).toMatchObject({
      integration: { status: 'connected', account: 'globex' },
      done: true,
    });
  });

  test('a person cancels, and going back to the question finds it over', async () => {
    const person = principal === 'acme-owner' ? 'acme-viewer' : 'acme-billing';
    const { oauth_url } = await start(person, provider);
    const page = await browser.newPage();
    await page.goto(`${market.url}/account/sign-in`);
    await page.getByLabel('E-mail').fill(`${person}@example.com`);
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto(oauth_url);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'You have declined' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Authorize' }).click();
    // The page may come from the browser's memory, or be a new question: in no case is anything connected.
    await page.getByRole('heading', { name: /This is over|This has been used already/ }).waitFor();
    await page.close();
    expect((await market.succeed(person, 'list_git_integrations')).integrations).toMatchObject([{ status: 'failed' }]);
  });
});

describe.each(Object.keys(looks))('the pages in %s', (look) => {
  test('fit and can be read', async () => {
    const context = await browser.newContext(looks[look]);
    const page = await context.newPage();
    await page.goto(`${market.url}/account/sign-in`);
    await page.getByLabel('E-mail').fill('anvil-vendor@example.com');
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const { oauth_url, integration } = await start('anvil-vendor', 'github');
    await page.goto(oauth_url);
    await picture(page, `consent-${look}`);
    expect(await fits(page)).toBe(true);
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('heading', { name: 'GitHub is connected' }).waitFor();
    await picture(page, `connected-${look}`);
    expect(await fits(page)).toBe(true);
    await page.reload();
    await picture(page, `used-${look}`);
    expect(await fits(page)).toBe(true);
    await page.goto(market.git.allowed[0] ?? '');
    await picture(page, `repositories-${look}`);
    expect(await fits(page)).toBe(true);
    await context.close();
    await market.succeed('anvil-vendor', 'revoke_integration', { integration_id: integration.integration_id });
  });
});
