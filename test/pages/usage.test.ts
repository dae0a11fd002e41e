import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditRecord } from '../../runtime/store/audit-sink.js';
import { keep, record } from '../activity/rows.js';
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

const tools = [
  'catalog_search_products',
  'list_projects',
  'get_cart',
  'add_to_cart',
  'create_project',
  'checkout_cart',
];
const tenants = ['org_demo_acme', 'org_demo_globex', 'org_demo_forge', null];
const ends: readonly Partial<AuditRecord>[] = [
  ...[{}, {}, {}, {}, {}, {}, {}],
  { outcome: 'NOT_FOUND', gate: 'run' },
  { outcome: 'FORBIDDEN', gate: 'privilege' },
  {},
  { outcome: 'RATE_LIMITED', gate: 'rate' },
  { outcome: 'input_required' },
  { outcome: 'INTERNAL_ERROR' },
  { outcome: 'WRITE_NOT_ALLOWED', gate: 'write_gate' },
  { outcome: 'UNKNOWN_TOOL', gate: 'find', tool: 'no_such_tool' },
];

/** Rows of so many days until now, more of them on some days than on others, none on the fourth. */
function rowsOf(days: number): readonly AuditRecord[] {
  const now = market.now().getTime();
  return Array.from({ length: days }, (_, day) => {
    const count = day === 3 ? 0 : 30 + ((day * 37) % 50);
    return Array.from({ length: count }, (_, n) =>
      record({
        at: new Date(now - day * 86_400_000 - (n % 7)),
        tool: tools[(n * n) % tools.length] ?? null,
        tenantId: tenants[n % tenants.length] ?? null,
        durationMs: 2 + ((n * 31 + day * 7) % 40) ** 2 / 4,
        ...ends[(n * 7 + day) % ends.length],
      }),
    );
  }).flat();
}

test('figures and plots of a fortnight, and of ninety days, by tool', async () => {
  await keep(market.db, rowsOf(90));
  const page = await signedIn('staff');
  await page.goto('/account/staff/usage?days=14');
  for (const summary of await page.locator('.numbers summary').all()) await summary.click();
  await lookAt(page, 'usage');
  await page.getByLabel('Days', { exact: true }).selectOption('90');
  await page.getByLabel('Tool', { exact: true }).fill('create_project');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(new URL(page.url()).search).toBe('?days=90&to=&tenant=&tool=create_project');
  await lookAt(page, 'usage-90');
});

test('names as long as can be leave room for the numbers', async () => {
  await keep(market.db, [record({ at: market.now(), tool: `notes://${'a'.repeat(190)}`, tenantId: 'o'.repeat(190) })]);
  const page = await signedIn('staff');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/account/staff/usage?days=1');
  await page.getByText('The numbers by tool').click();
  const sheet = page.getByRole('region', { name: 'The numbers by tool' });
  // It stays at the side while the numbers are scrolled.
  const names = await sheet.locator('tbody th').first().boundingBox();
  expect(names?.width).toBeLessThan(((await sheet.boundingBox())?.width ?? 0) / 2);
  await lookAt(page, 'usage-long');
}, 60_000);

test('on paper the numbers stand open, and there is nothing to press', async () => {
  await keep(market.db, rowsOf(2));
  const page = await signedIn('staff');
  await page.goto('/account/staff/usage');
  await page.emulateMedia({ media: 'print' });
  const [day, tool] = await page.locator('.sheet').all();
  expect([await day?.isVisible(), await tool?.isVisible()]).toEqual([true, true]);
  // Of links the text stays; the form and the menu go.
  const pressed = 'button, input, select, nav a, a.button';
  expect(await page.locator(pressed).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  expect([await day?.isVisible(), await page.getByRole('button', { name: 'Show' }).isVisible()]).toEqual([false, true]);
}, 60_000);

test('a page without a call', async () => {
  const page = await signedIn('staff');
  await page.goto('/account/staff/usage?to=2025-01-01');
  expect(await page.locator('.empty').textContent()).toBe('There were no such calls in these days.');
  await lookAt(page, 'usage-empty');
});
