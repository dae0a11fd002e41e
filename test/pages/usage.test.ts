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

test('a page without a call', async () => {
  const page = await signedIn('staff');
  await page.goto('/account/staff/usage?to=2025-01-01');
  expect(await page.locator('.empty').textContent()).toBe('There were no such calls in these days.');
  await lookAt(page, 'usage-empty');
});
