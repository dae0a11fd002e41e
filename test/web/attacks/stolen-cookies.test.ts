import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMarketplace, type Marketplace } from '../../../runtime/market/marketplace.js';
import { createMemoryStore } from '../../../runtime/store/memory/memory-store.js';
import { log, type Market, openMarket, secrets } from '../../market/market.js';
import { start } from '../../server/start.js';
import { poolSize } from '../../store/pool-size.js';
import { lastLink } from '../mailbox.js';
import { follow, goodPassword, signUp } from '../newcomers.js';
import { Visit } from '../visit.js';

const cookie = 'toolwright-session';

describe('a cookie that another host of the domain sets, or that http carries', () => {
  test('is not looked at on https: the session has the prefix __Host-, and Secure, and no Domain', async () => {
    const store = createMemoryStore({});
    const people = { verify: async () => ({ id: 'ana' }) };
    const identified: string[] = [];
    const identify = async ({ value }: { readonly value: string }) => {
      identified.push(value);
      return null;
    };
    const server = await start({ host: { identify, people, store }, publicUrl: 'https://desk.example.com' });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const signedIn = await visit.post('/account/sign-in', { token, email: 'ana@example.com', password: 'right' });
    const attributes = 'Path=/; HttpOnly; SameSite=Lax';
    expect(signedIn.headers.getSetCookie()).toEqual([
      `__Host-toolwright-sign-in=; ${attributes}; Max-Age=0; Secure`,
      expect.stringMatching(
        /^__Host-toolwright-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure$/,
      ),
    ]);
    const own = visit.cookies.get(`__Host-${cookie}`) ?? '';
    const planted = new Visit(server.url);
    planted.cookies.set(cookie, own);
    await planted.send('/account/');
    expect(identified).toEqual([]);
    await visit.send('/account/');
    expect(identified).toEqual([own]);
    await server.close();
  });
});

describe('a copied cookie, at another process', () => {
  let market: Market;
  let second: Marketplace;
  let url: string;

  beforeAll(async () => {
    market = await openMarket();
    second = await createMarketplace({ source: market.source, poolSize, secrets, demo: true, log, now: market.now });
    ({ url } = await second.listen(0, '127.0.0.1'));
  });

  afterAll(async () => {
    await second?.close();
    await market?.close();
  });

  /** The thief's browser, which has just called at the second process, so that this knows it. */
  async function thief(victim: Visit) {
    const visit = new Visit(url);
    visit.cookies.set(cookie, victim.cookies.get(cookie) ?? '');
    const { csrf_token } = (await (await visit.send('/account/session')).json()) as { csrf_token: string };
    const call = async (tool: string, input: object) => {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf_token };
      const body = JSON.stringify({ tool, arguments: input });
      return (await visit.send('/mcp/tools/call', { method: 'POST', headers, body })).status;
    };
    expect(await call('whoami', {})).toBe(200);
    return { visit, call };
  }

  const ways: Readonly<Record<string, (victim: Visit, email: string) => Promise<void>>> = {
    async 'signing out'(victim) {
      await victim.post('/account/sign-out', { token: await victim.token('/account/') });
    },
    async 'a new password by mail'(victim, email) {
      await victim.post('/account/forgotten', { email, token: await victim.token('/account/forgotten') });
      await follow(new Visit(market.url), await lastLink(market, email), 'quince jelly on toast');
    },
    async 'a changed password'(victim) {
      const token = await victim.token('/account/security');
      const fields = { token, old: goodPassword, password: 'quince jelly on toast' };
      await victim.post('/account/security/password', fields);
    },
    async 'an end from another browser'(_, email) {
      const other = new Visit(market.url);
      await other.signIn('', { email, password: goodPassword });
      await other.post('/account/security/sessions/end-others', { token: await other.token('/account/security') });
    },
  };

  test.each(Object.entries(ways))('is worth nothing after %s', async (name, end) => {
    const email = `${name.replaceAll(' ', '-')}@example.com`;
    const { visit: victim } = await signUp(market, email);
    const { visit, call } = await thief(victim);
    await end(victim, email);
    expect(await call('create_org', { name: 'Ghost' })).toBe(401);
    expect(await (await visit.send('/account/session')).json()).toEqual({ signed_in: false });
    await market.eventually(async () => expect(await call('whoami', {})).toBe(401));
    expect(await market.db('organization').where({ name: 'Ghost' })).toEqual([]);
  });
});
