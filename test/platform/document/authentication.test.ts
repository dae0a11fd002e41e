import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Market, openMarket } from '../../market/market.js';
import { type Browser, launchBrowser, type Page } from '../../web/browser.js';
import { text } from './printed.js';
import { overRest } from './send.js';

let market: Market;
let browser: Browser;
beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

/** The document's own code. */
const printed = `
fetch('/mcp/tools/call', {
  method: 'POST',
  credentials: 'include',
  headers: {
    'Content-Type': 'application/json',
    'X-CSRF-TOKEN': document.querySelector('meta[name="csrf-token"]').content
  },
  body: JSON.stringify({
    tool: 'list_invoices',
    arguments: { limit: 10 }
  })
})`;

/** Runs it in the page, as a script of the page would: under the page's own policy of what may be reached. */
function run(page: Page, code: string): Promise<{ readonly status: number; readonly body: unknown }> {
  return page.evaluate(`${code}.then(async (response) => ({ status: response.status, body: await response.json() }))`);
}

async function signedIn(principal: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  await page.goto('/account/sign-in');
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('sign-in'));
  return page;
}

const asking = (tool: string, input: object) =>
  printed.replace('list_invoices', tool).replace('{ limit: 10 }', JSON.stringify(input));

describe('API Key Authentication', () => {
  test('with the key in the Authorization header', async () => {
    const asker = { url: market.url, key: demoKey('acme-billing') };
    const { status, body } = await overRest(asker, { tool: 'get_billing_status', arguments: {} });
    expect([status, body]).toEqual([200, expect.objectContaining({ workspace: { id: 'org_demo_acme', name: text } })]);
  });

  test.each(['sk_live_xxxxx', demoKey('nobody')])('with the key %s, which nobody has, is 401', async (key) => {
    const refused = await overRest({ url: market.url, key }, { tool: 'get_billing_status', arguments: {} });
    expect(refused).toEqual({ status: 401, body: { error: text, code: 'UNAUTHORIZED' } });
  });
});

describe('Session Authentication', () => {
  test('by the printed code, in a page of the signed-in person', async () => {
    const page = await signedIn('acme-billing');
    expect(await run(page, asking('set_active_org', { org_id: 'org_demo_acme' }))).toMatchObject({ status: 200 });
    for (const path of ['/account/', '/account/connections', '/account/security']) {
      await page.goto(path);
      const { status, body } = await run(page, printed);
      expect([status, body]).toEqual([
        200,
        { workspace_id: 'org_demo_acme', count: expect.any(Number), invoices: expect.any(Array) },
      ]);
    }
  });

  test('without the token of the page is refused, whatever the cookie says', async () => {
    const page = await signedIn('acme-billing');
    const without = printed.replace(/'X-CSRF-TOKEN': .*/, '');
    expect(await run(page, without)).toEqual({
      status: 403,
      body: {
        error: 'With a browser session send X-CSRF-TOKEN, the csrf_token that GET /account/session answers.',
        code: 'INVALID_REQUEST',
      },
    });
  });

  test("with the token but nobody's cookie is 401", async () => {
    const page = await signedIn('acme-billing');
    await page.context().clearCookies();
    expect(await run(page, printed)).toEqual({ status: 401, body: { error: text, code: 'UNAUTHORIZED' } });
  });
});
