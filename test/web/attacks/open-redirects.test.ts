import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { lastLink } from '../mailbox.js';
import { askToSignUp, follow, signUp } from '../newcomers.js';
import { Visit } from '../visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const elsewhere = ['https://evil.example/', '//evil.example', '/\\evil.example', '/..//evil.example', '/a\r\nX: y'];

describe('open redirects: whoever signs in stays here, whatever a link says that sent them', () => {
  test.each(elsewhere)('next=%j is nowhere, on every way in', async (next) => {
    const visit = new Visit(market.url);
    expect((await visit.signIn('acme-owner', { next })).headers.get('location')).toBe('/account/');
    const again = await visit.send(`/account/sign-in?next=${encodeURIComponent(next)}`);
    expect(again.headers.get('location')).toBe('/account/');
    for (const page of ['sign-in', 'sign-up', 'forgotten']) {
      const html = await (await new Visit(market.url).send(`/account/${page}?next=${encodeURIComponent(next)}`)).text();
      expect(html).not.toContain('evil');
      expect(html).toContain('name="next" value="/account/"');
    }
    const token = await visit.token('/account/');
    const out = await visit.post('/account/sign-out', { token, next });
    expect(out.headers.get('location')).toBe('/account/sign-in');
  });

  test('nor by a mailed link, whose own address says nothing of it', async () => {
    const visit = new Visit(market.url);
    await askToSignUp(visit, { email: 'ann@example.com', next: 'https://evil.example/' });
    const path = `${await lastLink(market, 'ann@example.com')}&next=//evil.example`;
    expect((await follow(visit, path)).headers.get('location')).toBe('/account/');
    // What a host keeps is not believed either.
    const other = new Visit(market.url);
    await askToSignUp(other, { email: 'bea@example.com' });
    await market.db('account_link').where({ email: 'bea@example.com' }).update({ next: '//evil.example' });
    expect((await follow(other, await lastLink(market, 'bea@example.com'))).headers.get('location')).toBe('/account/');
  });

  test('while a path of this server comes through signing up and through a new password', async () => {
    const next = '/account/connect/abc?x=1';
    const visit = new Visit(market.url);
    const page = await visit.send(`/account/sign-in?next=${encodeURIComponent(next)}`);
    const html = (await page.text()).replaceAll('&#x3D;', '=');
    const onward = `?next=${encodeURIComponent(next)}`;
    expect(html).toContain(`href="/account/sign-up${onward}"`);
    expect(html).toContain(`href="/account/forgotten${onward}"`);
    await askToSignUp(visit, { email: 'cat@example.com', next });
    expect((await follow(visit, await lastLink(market, 'cat@example.com'))).headers.get('location')).toBe(next);

    await signUp(market, 'dot@example.com');
    const token = await visit.token('/account/forgotten');
    await visit.post('/account/forgotten', { token, email: 'dot@example.com', next });
    const reset = await follow(
      new Visit(market.url),
      await lastLink(market, 'dot@example.com'),
      'quince jelly on toast',
    );
    expect(reset.headers.get('location')).toBe(`/account/sign-in${onward}&after=reset`);
  });
});
