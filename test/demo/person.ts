import type { Browser, Page } from '../web/browser.js';

/** Runs in a browser of its own: nobody is signed in anywhere yet. */
async function visit(browser: Browser, url: string, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    await page.goto(url);
    await run(page);
  } finally {
    await context.close();
  }
}

async function signIn(page: Page, principal: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(`${principal}@example.com`);
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
}

/** Says yes at the Git host, as one of its accounts, and signs in on the way back. */
export function agreeAtGit(browser: Browser, url: string, account: string, principal: string): Promise<void> {
  return visit(browser, url, async (page) => {
    await page.locator(`input[name=account][value=${account}]`).check();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.waitForLoadState();
    if (new URL(page.url()).pathname.endsWith('/sign-in')) await signIn(page, principal);
    await page.getByRole('heading', { name: /connected/i }).waitFor();
  });
}

/** Enters at Stripe what it asks of a vendor. */
export function onboardAtStripe(browser: Browser, url: string): Promise<void> {
  return visit(browser, url, async (page) => {
    await page.locator('#business').fill('Forge Studio Ltd');
    await page.locator('#person').fill('Fiona Forge');
    await page.locator('#bank').fill('GB82 WEST 1234 5698 7654 32');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForLoadState();
  });
}

/** Signs in on the way to the card page and enters a card that Stripe always accepts in tests. */
export function saveCard(browser: Browser, url: string, principal: string): Promise<void> {
  return visit(browser, url, async (page) => {
    if (new URL(page.url()).pathname.endsWith('/sign-in')) await signIn(page, principal);
    await page.getByRole('button', { name: 'Save a card' }).click();
    await page.locator('#number').fill('4242 4242 4242 4242');
    await page.locator('#expiry').fill('12 / 34');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('Nora Newcomer');
    await page.locator('button.main').click();
    await page.waitForURL(`${new URL(url).origin}/**`);
  });
}
