import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { lookAt } from '../pages/look.js';
import { type Browser, launchBrowser, type Page } from '../web/browser.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

async function signedIn(principal: string, options: object = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: market.url, ...options })).newPage();
  await page.goto('/account/sign-in');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account/');
  return page;
}

test('an account without a connection but the browser is told how to come by one', async () => {
  await market.db('toolwright.connection').where({ principal_id: 'cus_demo_newcomer' }).delete();
  const page = await signedIn('newcomer');
  await page.goto('/account/connections');
  expect(await page.locator('#programs + .empty').textContent()).toMatch(/^None yet\. Give a client/);
  await lookAt(page, 'connections-empty');
});

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('a key is made, shown once, works as it was set, is changed and revoked', async () => {
    const page = await signedIn('acme-developer', { javaScriptEnabled });
    const look = javaScriptEnabled ? lookAt : async () => {};
    await page.goto('/account/connections');
    await page.getByRole('link', { name: 'Make a key' }).click();
    await look(page, 'connection-new');
    await page.locator('#name').fill('Nightly build');
    await page.getByLabel('Those that are ticked below').check();
    await page.locator('input[name=tool]').evaluateAll((boxes) => {
      for (const box of boxes as HTMLInputElement[]) box.checked = box.value === 'list_projects';
    });
    await page.getByLabel('Ends on').fill('2999-01-01');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = (await page.locator('#key-text').textContent()) ?? '';
    expect(key).toMatch(/^sk_live_[\w-]{43}$/);
    await page.getByText('Any other that reads mcp.json').click();
    const shown = page.getByRole('region', { name: 'Any other that reads mcp.json' });
    const client = JSON.parse((await shown.textContent()) ?? '');
    expect(client).toEqual({
      mcpServers: {
        marketplace: { type: 'http', url: `${market.url}/mcp`, headers: { Authorization: `Bearer ${key}` } },
      },
    });
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(javaScriptEnabled ? 2 : 0);
    await look(page, 'connection-made');

    const call = async (tool: string) => {
      const answer = await fetch(`${market.url}/mcp/tools/call`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tool, arguments: {} }),
      });
      return [answer.status, ((await answer.json()) as { code?: string }).code];
    };
    expect(await call('list_projects')).toEqual([200, undefined]);
    expect(await call('list_orders')).toEqual([403, 'FORBIDDEN']);

    await page.getByRole('link', { name: 'What it may do' }).click();
    await look(page, 'connection-settings');
    await page.locator('#name').fill('');
    await page.locator('#name').evaluate((element) => element.removeAttribute('required'));
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('Give it a name to know it by.');
    await look(page, 'connection-problem');
    await page.locator('#name').fill('Build');
    await page.getByLabel('All, also later ones').check();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').first().textContent()).toBe('Saved. It is in force already.');
    await market.eventually(async () => expect(await call('list_orders')).toEqual([200, undefined]));

    await page.locator('.revoke summary').click();
    await look(page, 'connection-revoking');
    await page.getByRole('button', { name: 'Yes, revoke it' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Revoked. It can do nothing any more.');
    await market.eventually(async () => expect(await call('list_projects')).toEqual([401, 'UNAUTHORIZED']));
    await page.locator('.folded > summary').click();
    await look(page, 'connections-ended');
  });
});

test('operators find and revoke what is anybody’s; for others there is nothing', async () => {
  const page = await signedIn('staff');
  await page.goto('/account/staff/connections');
  await page.getByRole('searchbox').fill('globex-owner@example.com');
  await page.getByRole('button', { name: 'Search' }).click();
  expect(await page.locator('main h2').allTextContents()).toEqual([
    'Gloria Globe (globex-owner@example.com) cus_demo_globex_owner',
  ]);
  await lookAt(page, 'staff-connections');
  const card = page.locator('.connection', { hasText: 'Demo key of globex-owner_ro' });
  await card.locator('summary').click();
  await card.getByRole('button', { name: 'Yes, revoke it' }).click();
  expect(await page.getByRole('status').textContent()).toBe('Revoked. It can do nothing any more.');
  await market.eventually(async () => {
    expect((await market.call('globex-owner', 'whoami', {}, '_ro')).status).toBe(401);
  });
  await page.goto('/account/staff/connections?q=nothing like it');
  expect(await page.locator('.empty').textContent()).toBe('Nothing is found by “nothing like it”.');
  const other = await signedIn('acme-owner');
  expect((await other.goto('/account/staff/connections'))?.status()).toBe(404);
});
