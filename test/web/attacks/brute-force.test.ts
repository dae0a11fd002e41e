import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { People } from '../../../runtime/host.js';
import { noLimiter } from '../../../runtime/store/limiter.js';
import { createMemoryStore } from '../../../runtime/store/memory/memory-store.js';
import { type Market, openMarket } from '../../market/market.js';
import { start } from '../../server/start.js';
import { lastLink } from '../mailbox.js';
import { askToSignUp, goodPassword, signUp, tokenOf } from '../newcomers.js';
import { Visit } from '../visit.js';

const identify = async () => null;
const nobody: People = { verify: async () => null };
const ana: People = {
  verify: async (email, password) => (email === 'ana@example.com' && password === 'right' ? { id: 'ana' } : null),
};

describe('brute force of passwords', () => {
  test.each([
    ['that limits', {}],
    ['that limits nothing else', { limiter: noLimiter }],
  ])('by account: a server %s takes twenty tries an hour, be it one or not', async (_, limits) => {
    const store = { ...createMemoryStore({}), ...limits };
    const server = await start({ host: { identify, people: ana, store } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    for (const email of ['ana@example.com', 'nobody@example.com']) {
      for (let tries = 0; tries < 20; tries += 1) {
        // Case and blanks make no other account.
        const same = tries % 2 === 0 ? email : ` ${email.toUpperCase()}`;
        expect((await visit.post('/account/sign-in', { token, email: same, password: 'no' })).status).toBe(422);
      }
      const response = await visit.post('/account/sign-in', { token, email, password: 'right' });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3_500);
      expect(await response.text()).toContain('Too many tries. Wait 60 minutes and try again.');
    }
    await server.close();
  });

  test('by address: a hundred tries an hour, whatever the accounts', async () => {
    const server = await start({ host: { identify, people: nobody, store: createMemoryStore({}) } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const attempt = async (email: string) =>
      (await visit.post('/account/sign-in', { token, email, password: 'no' })).status;
    const statuses = new Set<number>();
    for (let tries = 0; tries < 100; tries += 1) statuses.add(await attempt(`a${tries}@example.com`));
    expect([...statuses]).toEqual([422]);
    expect(await attempt('b@example.com')).toBe(429);
    await server.close();
  });

  test('spread over addresses: an account is tried twenty times, wherever from', async () => {
    const server = await start({ trustedProxies: 1, host: { identify, people: ana, store: createMemoryStore({}) } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const attempt = async (address: string, password: string) => {
      const fields = { token, email: 'ana@example.com', password };
      return (await visit.post('/account/sign-in', fields, { 'x-forwarded-for': address })).status;
    };
    for (let tries = 0; tries < 20; tries += 1) expect(await attempt(`203.0.113.${tries}`, 'no')).toBe(422);
    expect(await attempt('198.51.100.7', 'right')).toBe(429);
    await server.close();
  });

  test('spread over the 2^64 addresses of one network: they are one', async () => {
    const server = await start({ trustedProxies: 1, host: { identify, people: nobody, store: createMemoryStore({}) } });
    const visit = new Visit(server.url);
    const token = await visit.token('/account/sign-in');
    const attempt = async (address: string, email: string) => {
      const fields = { token, email, password: 'no' };
      return (await visit.post('/account/sign-in', fields, { 'x-forwarded-for': address })).status;
    };
    for (let tries = 0; tries < 100; tries += 1) {
      await attempt(`2001:db8:0:1:${tries.toString(16)}::1`, `a${tries}@example.com`);
    }
    expect(await attempt('2001:db8::1:0:0:0:9', 'b@example.com')).toBe(429);
    expect(await attempt('2001:db8:0:2::1', 'b@example.com')).toBe(422);
    await server.close();
  });
});

describe('brute force of what else strangers may try', () => {
  let market: Market;

  beforeAll(async () => {
    market = await openMarket({ options: { trustedProxies: 1 } });
  });

  afterAll(() => market?.close());

  const from = (address: string) => ({ 'x-forwarded-for': address });

  test.each([
    ['sign-up', { name: 'Mallory', password: goodPassword }],
    ['forgotten', {}],
  ])('/account/%s fills no mailbox: five mails an hour to one, twenty from one address', async (page, fields) => {
    const visit = new Visit(market.url);
    const token = await visit.token(`/account/${page}`);
    const ask = async (email: string, address: string) =>
      (await visit.post(`/account/${page}`, { ...fields, token, email }, from(address))).status;
    for (let tries = 0; tries < 5; tries += 1) expect(await ask('ann@example.com', `203.0.113.${tries}`)).toBe(303);
    expect(await ask('Ann@Example.com', '203.0.113.99')).toBe(429);
    for (let tries = 0; tries < 20; tries += 1) expect(await ask(`a${tries}@example.com`, '198.51.100.1')).toBe(303);
    expect(await ask('b@example.com', '198.51.100.1')).toBe(429);
  });

  test('the password behind a link of signing up is guessed twenty times an hour', async () => {
    const visit = new Visit(market.url);
    await askToSignUp(visit, { email: 'ben@example.com' });
    const path = await lastLink(market, 'ben@example.com');
    const token = await visit.token(path);
    const guess = async (password: string) =>
      (await visit.post('/account/confirm', { token, link: tokenOf(path), password })).status;
    for (let tries = 0; tries < 20; tries += 1) expect(await guess(`guess ${tries}`)).toBe(422);
    expect(await guess(goodPassword)).toBe(429);
  });

  test('so is the old password, by whoever sits at a browser that was left open', async () => {
    const { visit } = await signUp(market, 'cas@example.com');
    const token = await visit.token('/account/security');
    const guess = async (old: string) =>
      (await visit.post('/account/security/password', { token, old, password: 'quince jelly on toast' })).status;
    for (let tries = 0; tries < 20; tries += 1) expect(await guess(`guess ${tries}`)).toBe(422);
    expect(await guess(goodPassword)).toBe(429);
  });
});
