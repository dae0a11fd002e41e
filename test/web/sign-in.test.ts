import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { nextPath } from '../../runtime/web/next-path.js';
import { log, type Market, openMarket, secrets } from '../market/market.js';
import { poolSize } from '../store/pool-size.js';
import { Visit } from './visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const visit = () => new Visit(market.url);

async function signedIn(principal: string): Promise<Visit> {
  const someone = visit();
  expect((await someone.signIn(principal)).status).toBe(303);
  return someone;
}

const isIn = async (someone: Visit) =>
  ((await (await someone.send('/account/session')).json()) as { signed_in: boolean }).signed_in;

describe('what a page is sent with', () => {
  test('nothing runs, frames, leaks or stays', async () => {
    const { headers } = await visit().send('/account/sign-in');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('an address without a page is a page that says so, to a POST as well', async () => {
    for (const method of ['GET', 'POST']) {
      const response = await visit().send('/account/nowhere', { method });
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(await response.text()).toContain('There is nothing here');
    }
  });
});

describe('a session', () => {
  test('is a cookie that scripts do not read and other sites do not send', async () => {
    const [, line = ''] = (await visit().signIn('acme-owner')).headers.getSetCookie();
    expect(line).toMatch(/^toolwright-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
  });

  test('is kept as a hash alone', async () => {
    const someone = await signedIn('acme-owner');
    const token = someone.cookies.get('toolwright-session') ?? '';
    const rows = await market.db('toolwright.web_session').select();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map((row) => ({ ...row, hash: row.hash.toString('latin1') })))).not.toContain(token);
  });

  test('is a new one at each sign-in, and the one of before ends', async () => {
    const someone = await signedIn('acme-owner');
    const before = someone.cookies.get('toolwright-session') ?? '';
    // Who is signed in sees no form, so it is fetched without the session and sent with it.
    const form = visit();
    const token = await form.token('/account/sign-in');
    form.cookies.set('toolwright-session', before);
    await form.post('/account/sign-in', { token, email: 'acme-admin@example.com', password: 'demo' });
    expect(form.cookies.get('toolwright-session')).not.toBe(before);
    expect([await isIn(form), await isIn(someone)]).toEqual([true, false]);
  });

  test('ends with signing out, whoever still has its cookie', async () => {
    const someone = await signedIn('acme-owner');
    const kept = new Visit(market.url);
    kept.cookies.set('toolwright-session', someone.cookies.get('toolwright-session') ?? '');
    const token = await someone.token('/account/');
    expect((await someone.post('/account/sign-out', { token })).headers.get('location')).toBe('/account/sign-in');
    expect([someone.cookies.size, await isIn(kept)]).toEqual([0, false]);
  });

  test('ends after a week without a request, and after thirty days in any case', async () => {
    const day = 86_400_000;
    const begin = market.now();
    const idle = await signedIn('acme-owner');
    const busy = await signedIn('acme-owner');
    for (let days = 6; days < 30; days += 6) {
      market.setNow(new Date(begin.getTime() + days * day));
      expect(await isIn(busy)).toBe(true);
    }
    expect(await isIn(idle)).toBe(false);
    market.setNow(new Date(begin.getTime() + 30 * day));
    expect(await isIn(busy)).toBe(false);
    market.setNow(begin);
  });

  test('ends for whoever is disabled', async () => {
    const someone = await signedIn('anvil-vendor');
    await market.db('customer').where({ email: 'anvil-vendor@example.com' }).update({ disabled_at: market.now() });
    expect(await isIn(someone)).toBe(false);
    expect((await visit().signIn('anvil-vendor')).status).toBe(422);
  });
});

test('where there is no demo, its people do not sign in, and their sessions of before open nothing', async () => {
  const before = await signedIn('acme-owner');
  const server = await createMarketplace({ source: market.source, poolSize, secrets, demo: false, log });
  const { url } = await server.listen(0, '127.0.0.1');
  const someone = new Visit(url);
  expect((await someone.signIn('acme-owner')).status).toBe(422);
  someone.cookies.set('toolwright-session', before.cookies.get('toolwright-session') ?? '');
  expect([await isIn(someone), await isIn(before)]).toEqual([false, true]);
  await server.close();
});

describe('forms', () => {
  test('signing in takes no form but its own', async () => {
    const fields = { email: 'acme-owner@example.com', password: 'demo' };
    const someone = visit();
    const token = await someone.token('/account/sign-in');
    const strange = visit();
    await strange.send('/account/sign-in');
    for (const response of [
      await visit().post('/account/sign-in', { ...fields, token }),
      await someone.post('/account/sign-in', fields),
      await strange.post('/account/sign-in', { ...fields, token }),
      await someone.post('/account/sign-in', { ...fields, token }, { 'sec-fetch-site': 'cross-site' }),
      await someone.post('/account/sign-in', { ...fields, token }, { 'sec-fetch-site': 'same-site' }),
    ]) {
      expect([response.status, (await response.text()).includes('This form is out of date')]).toEqual([403, true]);
    }
    expect([...someone.cookies.keys()]).toEqual(['toolwright-sign-in']);
    expect((await someone.post('/account/sign-in', { ...fields, token })).status).toBe(303);
  });

  test('a form is a form, and not too long', async () => {
    const someone = visit();
    const token = await someone.token('/account/sign-in');
    const json = { method: 'POST', body: JSON.stringify({ token }), headers: { 'content-type': 'application/json' } };
    expect((await someone.send('/account/sign-in', json)).status).toBe(415);
    expect((await someone.post('/account/sign-in', { token, email: 'x'.repeat(20_000) })).status).toBe(413);
  });

  test('signing out takes no form of another session', async () => {
    const [someone, other] = await Promise.all([signedIn('acme-owner'), signedIn('acme-admin')]);
    const token = await other.token('/account/');
    expect((await someone.post('/account/sign-out', { token })).status).toBe(403);
    expect(await isIn(someone)).toBe(true);
  });
});

describe('where to go on', () => {
  test.each([
    ['/account/approvals/apr_1', '/account/approvals/apr_1'],
    ['/docs/?a=b', '/docs/?a=b'],
    [null, '/account/'],
    ['', '/account/'],
    ['//evil.example', '/account/'],
    ['/\\evil.example', '/account/'],
    ['/\t/evil.example', '/account/'],
    ['https://evil.example/', '/account/'],
    ['javascript:alert(1)', '/account/'],
    ['account/', '/account/'],
    ['/a\r\nSet-Cookie: x=y', '/account/'],
    ['/..//evil.example', '/account/'],
    ['/.//evil.example', '/account/'],
    [`/${'a'.repeat(1_000)}`, '/account/'],
  ])('%s', (asked, path) => {
    expect(nextPath(asked)).toBe(path);
  });

  test('after signing in', async () => {
    const response = await visit().signIn('acme-owner', { next: '/docs/' });
    expect(response.headers.get('location')).toBe('/docs/');
    const strange = await visit().signIn('acme-owner', { next: 'https://evil.example/' });
    expect(strange.headers.get('location')).toBe('/account/');
  });
});
