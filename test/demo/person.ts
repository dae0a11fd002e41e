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

/** Says yes at the Git host, as one of its accounts. */
export function agreeAtGit(browser: Browser, url: string, account: string): Promise<void> {
  return visit(browser, url, async (page) => {
    await page.locator(`input[name=account][value=${account}]`).check();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.waitForLoadState();
    if (page.url() === url) throw new Error('The Git host does not send the person back.');
  });
}

/** Enters at Stripe what it asks of a vendor. */
export function onboardAtStripe(browser: Browser, url: string): Promise<void> {
  return visit(browser, url, async (page) => {
    await page.getByRole('button', { name: /submit|agree|continue|complete/i }).click();
    await page.waitForLoadState();
  });
}

/** Signs in on the way to the card page and enters a card that Stripe always accepts in tests. */
export function saveCard(browser: Browser, url: string, principal: string): Promise<void> {
  return visit(browser, url, async (page) => {
    if (new URL(page.url()).pathname.endsWith('/sign-in')) await signIn(page, principal);
    await page.getByLabel(/card number/i).fill('4242 4242 4242 4242');
    await page.getByLabel(/expir/i).fill('12/34');
    await page.getByLabel(/cvc/i).fill('123');
    await page.getByRole('button', { name: /save/i }).click();
    await page.waitForLoadState();
  });
}
