import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createMarketplace } from '../../../runtime/market/marketplace.js';
import { log, type Market, openMarket, secrets } from '../market.js';

const DAY_MS = 86_400_000;

let market: Market;
beforeAll(async () => {
  const docs = new URL('../../../generator/views/', import.meta.url).pathname;
  market = await openMarket({ options: { work: false, documents: { llms: 'words', docs } } });
});
afterAll(() => market.close());

/** Each test has days of its own, so that nothing is still on its way from the one before. */
let noon = new Date('2026-11-21T12:00:00Z');
beforeEach(() => {
  noon = daysLater(100);
  market.setNow(noon);
});

const daysLater = (days: number) => new Date(noon.getTime() + days * DAY_MS);
const day = (moment: Date) => moment.toISOString().slice(0, 10);

const stats = () => market.succeed('staff', 'get_stats');

/** The views that are kept, once they are written. */
const viewsAre = (days: Readonly<Record<string, number>>) =>
  market.eventually(async () => expect(await keptViews()).toEqual(days));

/** Who did something on this test's day. */
const calls = () =>
  market.db('toolwright.audit').where('at', '>=', noon).whereNotNull('principal_id').pluck('principal_id');

async function keptViews(): Promise<Readonly<Record<string, number>>> {
  const rows = await market
    .db('page_view')
    .where('day', '>', daysLater(-40))
    .select({ day: market.db.raw('day::text'), views: 'views' });
  return Object.fromEntries(rows.map(({ day, views }) => [day, Number(views)]));
}

it('answers true figures, of what is there and no more', async () => {
  expect(await stats()).toEqual({
    total_sites: 6,
    active_users: 0,
    page_views_30d: 0,
    server_load: expect.stringMatching(/^(100|[1-9]?[0-9])%$/),
  });
  await market.db('site').where({ domain: 'help.host.uk.com' }).delete();
  expect(await stats()).toMatchObject({ total_sites: 5 });
});

it('counts the pages that are served, and nothing else', async () => {
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(market.url + path, { redirect: 'manual', ...init });
    await response.arrayBuffer();
    return response.status;
  };
  expect(await ask('/account/sign-in?next=/account/cart')).toBe(200);
  expect(await ask('/account/sign-in')).toBe(200);
  expect(await ask('/account/sign-in', { method: 'HEAD' })).toBe(200);
  expect(await ask('/account/style.css')).toBe(200);
  expect(await ask('/llms.txt')).toBe(200);
  expect(await ask('/docs/base.css')).toBe(200);
  expect(await ask('/account/nothing')).toBe(404);
  expect(await ask('/nothing')).toBe(404);
  expect(await ask('/account/cart')).toBe(303);
  expect(await ask('/account/sign-in', { method: 'POST' })).toBe(403);
  await viewsAre({ [day(noon)]: 2 });
  expect(await stats()).toMatchObject({ page_views_30d: 2 });
});

it('counts what several processes serve, and loses nothing when one ends', async () => {
  const other = await createMarketplace({
    ...{ source: market.source, secrets, demo: true, work: false, log, now: () => noon },
  });
  const { url } = await other.listen(0, '127.0.0.1');
  for (const origin of [url, market.url, url]) await (await fetch(`${origin}/account/sign-in`)).text();
  await viewsAre({ [day(noon)]: 3 });
  await (await fetch(`${url}/account/sign-in`)).text();
  await other.close();
  expect(await keptViews()).toEqual({ [day(noon)]: 4 });
});

it('keeps a day each, and counts thirty of them', async () => {
  const counts = { 30: 1, 29: 10, 1: 100, 0: 1000 };
  const days = Object.fromEntries(Object.entries(counts).map(([ago, views]) => [day(daysLater(-ago)), views]));
  await market.db('page_view').insert(Object.entries(days).map(([each, views]) => ({ day: each, views })));
  expect(await stats()).toMatchObject({ page_views_30d: 1110 });
  const tomorrow = new Date(`${day(daysLater(1))}T00:00:00Z`);
  market.setNow(tomorrow);
  await (await fetch(`${market.url}/account/sign-in`)).text();
  await viewsAre({ ...days, [day(tomorrow)]: 1 });
  expect(await stats()).toMatchObject({ page_views_30d: 1101 });
});

it('counts each person once who called within thirty days', async () => {
  for (const tool of ['whoami', 'list_orgs']) await market.succeed('acme-owner', tool);
  await market.succeed('globex-owner', 'whoami', {});
  await market.eventually(async () => expect(await calls()).toHaveLength(3));
  expect(await stats()).toMatchObject({ active_users: 2 });
  // Who asks has called as well by then.
  await market.eventually(async () => expect(await stats()).toMatchObject({ active_users: 3 }));
  market.setNow(daysLater(30));
  expect(await stats()).toMatchObject({ active_users: 3 });
  market.setNow(new Date(daysLater(30).getTime() + 1));
  await market.eventually(async () => expect(await stats()).toMatchObject({ active_users: 1 }));
});

it('counts who signed in, not who tried to', async () => {
  const jar = await fetch(`${market.url}/account/sign-in`);
  const token = /name="token" value="([^"]+)"/.exec(await jar.text())?.[1] ?? '';
  const cookie = jar.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const signIn = async (email: string, password: string) => {
    const body = new URLSearchParams({ token, next: '/account/', email, password });
    const headers = { cookie, origin: market.url };
    return (await fetch(`${market.url}/account/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })).status;
  };
  expect(await signIn('acme-viewer@example.com', 'wrong')).toBe(422);
  expect(await signIn('acme-billing@example.com', 'demo')).toBe(303);
  await market.eventually(async () => expect(await calls()).toEqual(['cus_demo_acme_billing']));
  expect((await stats()).active_users).toBe(1);
});
