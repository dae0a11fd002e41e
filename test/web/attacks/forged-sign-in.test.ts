import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { type Browser, launchBrowser } from '../browser.js';
import { lastLink } from '../mailbox.js';
import { askToSignUp, goodPassword, signUp, tokenOf } from '../newcomers.js';
import { Visit } from '../visit.js';

let market: Market;
let browser: Browser;

beforeAll(async () => {
  [market, browser] = await Promise.all([openMarket(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await market?.close();
});

const strangersForms = ['/account/sign-in', '/account/sign-up', '/account/forgotten'];

describe('CSRF of signing in: no other site signs a browser in, up or out, or has mails sent by it', () => {
  const fields = { email: 'globex-owner@example.com', password: 'demo', name: 'Mallory' };

  test.each(strangersForms)('%s takes no form without the token of this very browser', async (path) => {
    const attackers = await new Visit(market.url).token(path);
    const victim = new Visit(market.url);
    const own = await victim.token(path);
    const before = await market.db('mail').pluck('id');
    for (const response of [
      await new Visit(market.url).post(path, fields),
      await new Visit(market.url).post(path, { ...fields, token: attackers }),
      await victim.post(path, { ...fields, token: attackers }),
      await victim.post(path, { ...fields, token: own }, { 'sec-fetch-site': 'cross-site' }),
      await victim.post(path, { ...fields, token: own }, { 'sec-fetch-site': 'same-site' }),
      await victim.post(path, { ...fields, token: own }, { origin: 'https://evil.example' }),
    ]) {
      expect(response.status).toBe(403);
    }
    expect([...victim.cookies.keys()]).toEqual(['toolwright-sign-in']);
    expect(await market.db('mail').pluck('id')).toEqual(before);
  });

  test.each(['confirm', 'reset'])('nor does the form of a mailed link to %s', async (page) => {
    const email = `${page}@example.com`;
    if (page === 'confirm') await askToSignUp(new Visit(market.url), { email });
    else {
      await signUp(market, email);
      const asking = new Visit(market.url);
      await asking.post('/account/forgotten', { email, token: await asking.token('/account/forgotten') });
    }
    const link = tokenOf(await lastLink(market, email));
    const victim = new Visit(market.url);
    await victim.send('/account/sign-in');
    const attackers = await new Visit(market.url).token('/account/sign-in');
    for (const token of ['', attackers]) {
      expect((await victim.post(`/account/${page}`, { token, link, password: goodPassword })).status).toBe(403);
    }
  });

  test.each(['password', 'sessions/end-others', 'sessions/web_x/end'])('nor /account/security/%s', async (path) => {
    const victim = new Visit(market.url);
    await victim.signIn('acme-owner');
    const other = new Visit(market.url);
    await other.signIn('globex-owner');
    const theirs = await other.token('/account/security');
    const own = await victim.token('/account/security');
    for (const response of [
      await victim.post(`/account/security/${path}`, { old: 'demo', password: goodPassword }),
      await victim.post(`/account/security/${path}`, { token: theirs, old: 'demo', password: goodPassword }),
      await victim.post(`/account/security/${path}`, { token: own }, { 'sec-fetch-site': 'cross-site' }),
      await new Visit(market.url).post(`/account/security/${path}`, { token: own }),
    ]) {
      expect(response.status).toBe(403);
    }
  });
});

describe('clickjacking: what a person types and presses is on no other site’s page', () => {
  test.each([...strangersForms, '/account/mailed', '/account/security'])('%s is shown in no frame', async (path) => {
    const { headers } = await new Visit(market.url).send(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  test('a real browser leaves the frame empty, and only for what the page is sent with', async () => {
    const page = await browser.newPage();
    const signIn = `${market.url}/account/sign-in`;
    await page.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${signIn}"></iframe>` }),
    );
    await page.goto('http://evil.example/');
    expect(page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    await page.route(signIn, async (route) =>
      route.fulfill({ contentType: 'text/html', body: await (await route.fetch()).text() }),
    );
    await page.reload();
    expect(page.frames()[1]?.url()).toBe(signIn);
    await page.close();
  });
});
