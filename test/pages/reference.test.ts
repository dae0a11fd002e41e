import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { type Browser, launchBrowser } from '../web/browser.js';
import { Visit } from '../web/visit.js';
import { lookAt } from './look.js';

const docs = fileURLToPath(new URL('../../dist/site', import.meta.url));
const documents = { docs, privateDocs: `${docs}-private` };
let market: Market;
let browser: Browser;

beforeAll(async () => {
  if (!Object.values(documents).every(existsSync))
    throw new Error('The reference site has not been built: run `npm run build`.');
  [market, browser] = await Promise.all([openMarket({ options: { documents } }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

test('the reference as it is served: its policy lets its own scripts and its search run, and nothing complains', async () => {
  const page = await (await browser.newContext({ baseURL: market.url })).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto('/docs/');
  await page.getByLabel('Search').fill('rotate credentials');
  await page.locator('#results a').first().waitFor();
  await page.keyboard.press('Escape');
  await page.goto('/docs/marketplace/projects/rotate_credentials.html');
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

// Hundreds of links, each come to by the keyboard.
test.each(['index', 'errors', 'access', 'marketplace/projects/rotate_credentials'])(
  '%s',
  { timeout: 120_000 },
  async (name) => {
    const page = await (await browser.newContext({ baseURL: market.url })).newPage();
    await page.goto(`/docs/${name}.html`);
    await lookAt(page, `docs-${name.replaceAll('/', '-')}`);
  },
);

describe('the tools of staff', () => {
  const page = '/docs/platform/database/query_database.html';
  const [listing, matrix, errors] = ['/docs/index.html', '/docs/access.html', '/docs/errors.html'];
  /** What of the reference names a tool of staff, and how its own page answers. */
  async function shown(visit: Visit): Promise<readonly unknown[]> {
    const { status, headers } = await visit.send(page);
    const named = await Promise.all(
      [listing, matrix, errors].map(async (path) => (await (await visit.send(path)).text()).includes('query_database')),
    );
    return [status, headers.get('location'), ...named];
  }

  test('are in the reference for staff, who sign in to read of them', async () => {
    const visit = new Visit(market.url);
    const away = `/account/sign-in?next=${encodeURIComponent(page)}`;
    expect(await shown(visit)).toEqual([303, away, false, false, false]);
    await visit.signIn('staff');
    expect(await shown(visit)).toEqual([200, null, true, true, true]);
  });

  test.each(['acme-owner', 'acme-viewer', 'forge-vendor'])('are not there for %s', async (principal) => {
    const visit = new Visit(market.url);
    await visit.signIn(principal);
    expect(await shown(visit)).toEqual([404, null, false, false, false]);
    expect((await visit.send('/docs/platform/billing/upgrade_plan.html')).status).toBe(200);
  });

  test('are not in the search of others', async () => {
    const found = async (visit: Visit) => {
      const page = await (await browser.newContext({ baseURL: market.url })).newPage();
      await page.context().addCookies([...visit.cookies].map(([name, value]) => ({ name, value, url: market.url })));
      await page.goto('/docs/');
      await page.getByLabel('Search').fill('Query the database');
      await page.locator('#results a, #results :text("Nothing about")').first().waitFor();
      return (await page.locator('#results').textContent())?.includes('query_database') ?? false;
    };
    const staff = new Visit(market.url);
    await staff.signIn('staff');
    expect([await found(new Visit(market.url)), await found(staff)]).toEqual([false, true]);
  });

  test('one browser that signs in is shown no copy of what it saw before', async () => {
    const { headers } = await new Visit(market.url).send(listing);
    expect([headers.get('vary'), headers.get('cache-control')]).toEqual(['Origin, Cookie', 'private, no-cache']);
  });

  test('every link of what everybody may read leads somewhere', async () => {
    const visit = new Visit(market.url);
    const pages = [listing, matrix, errors, '/docs/marketplace/vendors/apply_as_vendor.html'];
    for (const path of pages) {
      const html = await (await visit.send(path)).text();
      const links = [...html.matchAll(/href="(?![a-z]+:)([^"#]+)/g)].map(
        ([, to]) => new URL(to ?? '', market.url + path),
      );
      const answers = await Promise.all(links.map(async (to) => [to.pathname, (await visit.send(to.pathname)).status]));
      expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
    }
  });
});
