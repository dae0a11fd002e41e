import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { lastLink, lastMail } from '../mailbox.js';
import { askToSignUp, follow, goodPassword, signUp, tokenOf } from '../newcomers.js';
import { Visit } from '../visit.js';

let market: Market;

beforeAll(async () => {
  market = await openMarket();
});

afterAll(() => market?.close());

const other = 'quince jelly on toast';
const visit = () => new Visit(market.url);
const opens = async (email: string, password: string) => (await visit().signIn('', { email, password })).status === 303;

async function resetLink(email: string): Promise<string> {
  const asking = visit();
  market.setNow(new Date(market.now().getTime() + 1_000));
  await asking.post('/account/forgotten', { email, token: await asking.token('/account/forgotten') });
  return lastLink(market, email);
}

/** Sends what a page of a link would, for a token that has no page. */
async function send(page: 'confirm' | 'reset', link: string, password = other, more: Record<string, string> = {}) {
  const sending = visit();
  const token = await sending.token('/account/sign-in');
  return (await sending.post(`/account/${page}`, { token, link, password, ...more })).status;
}

describe('a link to choose another password', () => {
  test('replayed, is none: also where two replay it at once', async () => {
    await signUp(market, 'ada@example.com');
    const path = await resetLink('ada@example.com');
    const statuses = await Promise.all([1, 2, 3].map((n) => send('reset', tokenOf(path), `${other} ${n}`)));
    expect(statuses.sort()).toEqual([303, 410, 410]);
    expect(await send('reset', tokenOf(path))).toBe(410);
    expect((await visit().send(path)).status).toBe(410);
    expect(await opens('ada@example.com', other)).toBe(false);
  });

  test('guessed, is none: 256 bits, of which neither a part nor the kept hash will do', async () => {
    await signUp(market, 'bob@example.com');
    const token = tokenOf(await resetLink('bob@example.com'));
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await market.db('account_link').where({ email: 'bob@example.com' });
    expect(JSON.stringify(rows.map((row) => ({ ...row, hash: row.hash.toString('latin1') })))).not.toContain(token);
    const kept = rows.map(({ hash }) => hash.toString('base64url'));
    for (const guess of ['', 'A'.repeat(43), token.slice(1), `${token}A`, '%', ...kept]) {
      expect(await send('reset', guess)).toBe(410);
    }
    expect(await send('reset', token)).toBe(303);
  });

  test('is of one account, whatever the form says besides', async () => {
    await signUp(market, 'cleo@example.com');
    await signUp(market, 'mallory@example.com');
    const path = await resetLink('mallory@example.com');
    const more = { email: 'cleo@example.com', customer_id: 'cus_demo_staff', next: '//evil.example' };
    expect(await send('reset', tokenOf(path), other, more)).toBe(303);
    expect(await opens('cleo@example.com', other)).toBe(false);
    expect(await opens('mallory@example.com', other)).toBe(true);
  });

  test('ends after thirty minutes, with a change of the password, and with another link that was used', async () => {
    const { visit: person } = await signUp(market, 'dan@example.com');
    const late = await resetLink('dan@example.com');
    market.setNow(new Date(market.now().getTime() + 30 * 60_000));
    expect(await send('reset', tokenOf(late))).toBe(410);

    const [first, second] = [await resetLink('dan@example.com'), await resetLink('dan@example.com')];
    expect(await send('reset', tokenOf(second))).toBe(303);
    expect(await send('reset', tokenOf(first))).toBe(410);

    await person.signIn('dan', { password: other });
    const third = await resetLink('dan@example.com');
    const token = await person.token('/account/security');
    await person.post('/account/security/password', { token, old: other, password: goodPassword });
    expect(await send('reset', tokenOf(third))).toBe(410);
    expect(await opens('dan@example.com', goodPassword)).toBe(true);
  });

  test('of a person who is disabled opens nothing', async () => {
    await signUp(market, 'eve@example.com');
    const path = await resetLink('eve@example.com');
    await market.db('customer').where({ email: 'eve@example.com' }).update({ disabled_at: market.now() });
    expect(await send('reset', tokenOf(path))).toBe(410);
  });

  test('leads to this server, whatever Host a request names', async () => {
    await signUp(market, 'finn@example.com');
    const asking = visit();
    const fields = { email: 'finn@example.com', token: await asking.token('/account/forgotten') };
    await asking.post('/account/forgotten', fields, {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
    });
    const { text } = await lastMail(market, 'finn@example.com');
    expect(text.match(/https?:\/\/[\w.-]+(?::\d+)?/g)).toEqual(Array(2).fill(market.url));
  });

  test('is not used up by a program that looks into mails', async () => {
    await signUp(market, 'gus@example.com');
    const path = await resetLink('gus@example.com');
    await visit().send(path);
    await visit().send(path, { method: 'HEAD' });
    expect((await follow(visit(), path, other)).status).toBe(303);
  });
});

describe('a link to make an account', () => {
  test('makes none for whoever did not choose the password: nobody’s address is taken before they come', async () => {
    await askToSignUp(visit(), { email: 'victim@example.com', password: other });
    const attackers = await lastLink(market, 'victim@example.com');
    // The victim follows the link of a mail that they did not ask for, and gives the password that they would choose.
    expect((await follow(visit(), attackers, goodPassword)).status).toBe(422);
    await askToSignUp(visit(), { email: 'victim@example.com' });
    expect((await follow(visit(), await lastLink(market, 'victim@example.com'))).status).toBe(303);
    expect(await opens('victim@example.com', other)).toBe(false);
    expect(await send('confirm', tokenOf(attackers), other)).toBe(410);
  });

  test('replayed, is none: also where two of one address are used at once', async () => {
    await askToSignUp(visit(), { email: 'ida@example.com' });
    const first = await lastLink(market, 'ida@example.com');
    await askToSignUp(visit(), { email: 'ida@example.com' });
    const second = await lastLink(market, 'ida@example.com');
    const statuses = await Promise.all(
      [first, first, second].map((path) => send('confirm', tokenOf(path), goodPassword)),
    );
    expect(statuses.sort()).toEqual([303, 410, 410]);
    expect(await market.db('customer').where({ email: 'ida@example.com' })).toHaveLength(1);
  });

  test('sets no password, and one to set a password makes no account', async () => {
    await askToSignUp(visit(), { email: 'jo@example.com' });
    const link = tokenOf(await lastLink(market, 'jo@example.com'));
    expect(await send('reset', link, goodPassword)).toBe(410);
    await signUp(market, 'kim@example.com');
    expect(await send('confirm', tokenOf(await resetLink('kim@example.com')), goodPassword)).toBe(410);
  });
});
