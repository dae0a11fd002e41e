import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../market/market.js';
import { lastLink, lastMail } from './mailbox.js';
import { askToSignUp, follow, goodPassword, signUp } from './newcomers.js';
import { Visit } from './visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const visit = () => new Visit(market.url);
const signedIn = async (someone: Visit) => (await someone.send('/account/session')).json();

describe('signing up', () => {
  test('makes nothing until the mailed link is followed, and then an account with its personal organization', async () => {
    const someone = visit();
    const asked = await askToSignUp(someone, { email: 'Paula@Example.com', next: '/docs/' });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/account/mailed?for=sign-up']);
    expect(await market.db('customer').where({ name: 'Paula Plum' })).toEqual([]);
    expect((await someone.signIn('paula', { password: goodPassword })).status).toBe(422);

    const done = await follow(someone, await lastLink(market, 'Paula@Example.com'));
    expect([done.status, done.headers.get('location')]).toEqual([303, '/docs/']);
    const told = (await signedIn(someone)) as { id: string };
    expect(told).toMatchObject({ signed_in: true, name: 'Paula Plum' });
    const organizations = await market
      .db('membership as m')
      .join('organization as o', 'o.id', 'm.organization_id')
      .where({ customer_id: told.id })
      .select('o.name', 'o.personal', 'o.created_by', 'm.role', 'o.plan');
    expect(organizations).toEqual([
      { name: 'Paula Plum', personal: true, created_by: told.id, role: 'owner', plan: 'starter' },
    ]);
    expect((await visit().signIn('paula', { password: goodPassword })).status).toBe(303);
  });

  test('is refused with the reason, and the form keeps what was typed', async () => {
    const refused = async (fields: Readonly<Record<string, string>>) => {
      const response = await askToSignUp(visit(), { email: 'quentin@example.com', ...fields });
      const html = await response.text();
      expect(response.status).toBe(422);
      return /role="alert">([^<]+)/.exec(html)?.[1];
    };
    expect(await refused({ name: ' ' })).toBe('Give your name, in at most 100 characters.');
    expect(await refused({ email: 'quentin' })).toBe('Give an e-mail address, such as ana@example.com.');
    expect(await refused({ email: 'a@example.com\r\nBcc: b@example.com' })).toBe(
      'Give an e-mail address, such as ana@example.com.',
    );
    expect(await refused({ password: 'demo' })).toMatch(/^Take a password of at least 10 characters\./);
    expect(await refused({ password: 'Password2026!' })).toMatch(/^This password is among the first/);
    expect(await refused({ name: 'Quentin Quill', password: 'quentinquill' })).toMatch(/^This password is among/);
    expect(await market.db('mail').where({ recipient: 'quentin@example.com' })).toEqual([]);
  });

  test('an invited person comes through it, and finds the invite', async () => {
    const invite = { action: 'invite', email: 'rita@example.com', role: 'viewer' };
    const { invite_id } = await market.succeed('acme-owner', 'manage_org_member', invite);
    const { text } = await lastMail(market, 'rita@example.com');
    const path = /\/account\/sign-up\?\S+/.exec(text)?.[0] ?? '';
    expect(await (await visit().send(path)).text()).toContain('value="rita@example.com"');
    const { visit: rita } = await signUp(market, 'rita@example.com');
    const answer = await rita.call('respond_to_invite', { invite_id, action: 'accept' });
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'accepted', org_id: 'org_demo_acme' }]);
  });
});

describe('a forgotten password', () => {
  test('is replaced by a mailed link; every browser is signed out, and a mail says so', async () => {
    const { visit: before } = await signUp(market, 'sam@example.com');
    const other = visit();
    const token = await other.token('/account/forgotten?next=/docs/');
    const asked = await other.post('/account/forgotten', { token, email: ' SAM@example.com', next: '/docs/' });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/account/mailed?for=reset']);
    const changed = await follow(other, await lastLink(market, 'sam@example.com'), 'quince jelly on toast');
    expect(changed.headers.get('location')).toBe('/account/sign-in?next=%2Fdocs%2F&after=reset');
    expect(await signedIn(before)).toEqual({ signed_in: false });
    expect((await lastMail(market, 'sam@example.com')).subject).toBe('Your password was changed');
    expect((await visit().signIn('sam', { password: goodPassword })).status).toBe(422);
    expect((await visit().signIn('sam', { password: 'quince jelly on toast' })).status).toBe(303);
  });

  test('of the demo’s people stays what it is', async () => {
    const someone = visit();
    const token = await someone.token('/account/forgotten');
    await someone.post('/account/forgotten', { token, email: 'acme-owner@example.com', next: '' });
    expect(await lastMail(market, 'acme-owner@example.com')).toMatchObject({ subject: 'Your password is "demo"' });
    expect(await market.db('account_link').where({ email: 'acme-owner@example.com' })).toEqual([]);
  });
});
