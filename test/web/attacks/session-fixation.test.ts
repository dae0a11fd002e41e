import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { lastLink } from '../mailbox.js';
import { askToSignUp, follow, goodPassword, signUp } from '../newcomers.js';
import { Visit } from '../visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const cookie = 'toolwright-session';
const isIn = async (visit: Visit) =>
  ((await (await visit.send('/account/session')).json()) as { signed_in: boolean }).signed_in;
const holding = (value: string) => {
  const visit = new Visit(market.url);
  visit.cookies.set(cookie, value);
  return visit;
};

describe('session fixation: an attacker who plants a session in somebody’s browser has nothing of it', () => {
  test('a made-up cookie becomes no session by signing in', async () => {
    const planted = 'A'.repeat(43);
    const victim = holding(planted);
    expect((await victim.signIn('acme-owner')).status).toBe(303);
    expect(victim.cookies.get(cookie)).not.toBe(planted);
    expect([await isIn(victim), await isIn(holding(planted))]).toEqual([true, false]);
  });

  test('the attacker’s own session ends where the victim signs in over it', async () => {
    const attacker = new Visit(market.url);
    await attacker.signIn('globex-owner');
    const planted = attacker.cookies.get(cookie) ?? '';
    const victim = new Visit(market.url);
    const token = await victim.token('/account/sign-in');
    victim.cookies.set(cookie, planted);
    await victim.post('/account/sign-in', { token, email: 'acme-owner@example.com', password: 'demo' });
    expect([await isIn(victim), await isIn(holding(planted))]).toEqual([true, false]);
  });

  test('nor does it stay where the victim signs up over it', async () => {
    const attacker = new Visit(market.url);
    await attacker.signIn('globex-owner');
    const planted = attacker.cookies.get(cookie) ?? '';
    const victim = new Visit(market.url);
    await askToSignUp(victim, { email: 'vic@example.com' });
    victim.cookies.set(cookie, planted);
    expect((await follow(victim, await lastLink(market, 'vic@example.com'))).status).toBe(303);
    expect([await isIn(victim), await isIn(holding(planted))]).toEqual([true, false]);
  });

  test('a planted sign-in cookie gives the attacker no session either', async () => {
    const attacker = new Visit(market.url);
    await attacker.send('/account/sign-in');
    const victim = new Visit(market.url);
    victim.cookies.set('toolwright-sign-in', attacker.cookies.get('toolwright-sign-in') ?? '');
    await victim.signIn('acme-owner');
    expect([await isIn(victim), await isIn(attacker)]).toEqual([true, false]);
  });

  test('changing the password makes the session anew, and what was copied before is worth nothing', async () => {
    const { visit } = await signUp(market, 'fay@example.com');
    const [{ id: org }] = await market.db('organization').where({ name: 'Paula Plum' }).orderBy('created_at', 'desc');
    await visit.call('set_active_org', { org_id: org });
    const copied = visit.cookies.get(cookie) ?? '';
    const { csrf_token } = (await (await visit.send('/account/session')).json()) as { csrf_token: string };
    const token = await visit.token('/account/security');
    const fields = { token, old: goodPassword, password: 'quince jelly on toast' };
    expect((await visit.post('/account/security/password', fields)).status).toBe(303);
    expect(visit.cookies.get(cookie)).not.toBe(copied);
    expect([await isIn(visit), await isIn(holding(copied))]).toEqual([true, false]);
    const write = await holding(copied).send('/mcp/tools/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf_token },
      body: JSON.stringify({ tool: 'create_org', arguments: { name: 'Ghost' } }),
    });
    expect(write.status).toBe(401);
    expect(await (await visit.call('whoami')).json()).toMatchObject({ active_org: { org_id: org } });
  });

  test('who becomes staff signs in anew: no session of before has what staff may', async () => {
    const { visit } = await signUp(market, 'gil@example.com');
    await market.db('customer').where({ email: 'gil@example.com' }).update({ platform_role: 'staff' });
    expect(await isIn(visit)).toBe(false);
    const anew = new Visit(market.url);
    await anew.signIn('gil', { password: goodPassword });
    expect((await anew.send('/account/staff/vendors')).status).toBe(200);
  });

  test('whoever was disabled is not signed in again by being enabled', async () => {
    const { visit } = await signUp(market, 'hal@example.com');
    const set = (disabled_at: Date | null) =>
      market.db('customer').where({ email: 'hal@example.com' }).update({ disabled_at });
    await set(market.now());
    await set(null);
    expect(await isIn(visit)).toBe(false);
  });
});
