import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAt } from '../../pages/look.js';
import { type Browser, launchBrowser, type Page } from '../../web/browser.js';
import { type Market, openMarket } from '../market.js';

let market: Market;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket({ options: { work: false } }), launchBrowser()]);
  page = await (await browser.newContext({ baseURL: market.url })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const titles = () => page.locator('article h2').allTextContents();

const published = [
  'Plans for small and large teams',
  'What we look at before a package goes up',
  'Invoices show the tax of your country',
  'Agents at the counter',
  'Search Suite, half a year on',
  'How a vendor is paid',
  'Credentials can be replaced in one step',
  'Second Post',
  'First Post',
];

async function get(path: string, init?: RequestInit) {
  const response = await fetch(market.url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

it('lists what is published to everybody, the newest first, and is a page like the others', {
  timeout: 60_000,
}, async () => {
  const answer = await page.goto('/news');
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()['content-security-policy']).toMatch(/default-src 'none'; .*img-src 'self'/);
  expect(await titles()).toEqual(published);
  const first = page.locator('article').last();
  expect(await first.locator('.kicker').textContent()).toBe('2026-01-05 10:00:00 UTC · Announcements');
  expect(await first.locator('.hint').textContent()).toBe('Stan Staff, 2 comments');
  await lookAt(page, 'news');
});

it('shows a post with its picture, its tags, and what people said to it', async () => {
  await page.goto('/news');
  await page.getByRole('link', { name: 'Credentials can be replaced in one step' }).click();
  expect(new URL(page.url()).pathname).toBe('/news/credentials-can-be-replaced');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Credentials can be replaced in one step');
  const picture = page.getByRole('img', { name: 'A new key in front of an old one.' });
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  const said = page.locator('section article');
  expect(await said.locator('.kicker').allTextContents()).toEqual(['Adam Admin, 2026-02-04 10:00:00 UTC']);
  await lookAt(page, 'post');
  await page.getByRole('link', { name: 'Security' }).click();
  expect(await titles()).toEqual(['Agents at the counter', 'Credentials can be replaced in one step']);
  await page.goto('/news?category=vendors');
  expect(await titles()).toEqual([published[1], published[4], published[5]]);
});

it('shows neither drafts nor what was put away, nor anything that is not there', async () => {
  for (const path of [
    '/news/load-tests-that-tell-what-breaks-first',
    '/news/maintenance-in-august',
    '/news/nothing',
    '/news/media/nothing.svg',
    '/news?tag=nothing',
    '/news?category=vendors&category=product',
    '/news?page=0',
    '/news?page=2',
  ]) {
    const { status, text } = await get(path);
    expect([path, status, text.includes('There is nothing here')]).toEqual([path, 404, true]);
  }
});

it('serves pictures that do nothing by themselves, and not twice', async () => {
  const { status, headers, text } = await get('/news/media/keys.svg');
  expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
    200,
    'image/svg+xml',
    'nosniff',
  ]);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
  expect(text).toMatch(/^<svg /);
  const etag = headers.get('etag') ?? '';
  expect(
    (await get('/news/media/keys.svg', { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status,
  ).toBe(304);
});

it('serves no picture of what is not published', async () => {
  const post = market.db('post').where({ slug: 'credentials-can-be-replaced' });
  for (const status of ['draft', 'archived', 'published']) {
    await post.clone().update({ status });
    expect([status, (await get('/news/media/keys.svg')).status]).toEqual([status, status === 'published' ? 200 : 404]);
  }
});

it('shows what people wrote as they wrote it', async () => {
  const evil = '<script>alert(1)</script> & "quotes"';
  const { id } = await market.db('post').where({ slug: 'first-post' }).first('id');
  await market.db('post_comment').insert({ post_id: id, author_id: null, body: evil });
  await page.goto('/news/first-post');
  const last = page.locator('section article').last();
  expect(await last.locator('p').allTextContents()).toEqual([expect.stringMatching(/^Somebody who has left, /), evil]);
});

it('turns pages of ten, within a topic too', async () => {
  const categories = await market.db('category').where({ slug: 'operations' }).first('id');
  await market.db('post').insert(
    Array.from({ length: 12 }, (_, index) => ({
      ...{ title: `Report ${index}`, slug: `report-${index}`, body: 'All is well.', status: 'published' },
      ...{ category_id: categories.id, published_at: '2026-11-01T00:00:00Z' },
    })),
  );
  await page.goto('/news?category=operations');
  expect(await titles()).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((index) => `Report ${index}`));
  await page.getByRole('link', { name: 'Older posts' }).click();
  expect(await titles()).toEqual(['Report 1', 'Report 0']);
  expect(new URL(page.url()).search).toBe('?category=operations&page=2');
  await page.getByRole('link', { name: 'Newer posts' }).click();
  expect(await titles()).toHaveLength(10);
  await page.getByRole('link', { name: 'All news' }).click();
  await page.getByRole('link', { name: 'Older posts' }).click();
  await page.getByRole('link', { name: 'Older posts' }).click();
  expect(await titles()).toEqual(['First Post']);
});
