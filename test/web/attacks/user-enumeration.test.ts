import { createHook } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { goodPassword, signUp } from '../newcomers.js';
import { Visit } from '../visit.js';

let market: Market;
let derivations = 0;
const hook = createHook({
  init(_, type) {
    if (type === 'SCRYPTREQUEST') derivations += 1;
  },
});

beforeAll(async () => {
  market = await openMarket();
  await signUp(market, 'known@example.com');
  await signUp(market, 'disabled@example.com');
  await market.db('customer').where({ email: 'disabled@example.com' }).update({ disabled_at: market.now() });
  hook.enable();
});

afterAll(async () => {
  hook.disable();
  await market?.close();
});

/** All that a stranger gets back, but what is random in every answer, and the passwords derived for it. */
async function answer(page: string, email: string, password: string) {
  const visit = new Visit(market.url);
  const token = await visit.token(`/account/${page}`);
  derivations = 0;
  const fields = { token, email, password, name: 'Nemo', next: '/docs/' };
  const response = await visit.post(`/account/${page}`, fields);
  const work = derivations;
  const headers = Object.fromEntries(response.headers);
  for (const varying of ['date', 'x-trace-id', 'set-cookie']) delete headers[varying];
  const body = (await response.text()).replaceAll(email, '[email]').replace(/name="token" value="[^"]+"/, '[token]');
  const { 'content-length': length, ...others } = headers;
  return { status: response.status, headers: page === 'sign-in' ? others : { ...others, length }, body, work };
}

describe('user enumeration: nobody learns whether an address has an account', () => {
  test.each([
    ['sign-in', 422, 'not the password'],
    ['sign-up', 303, goodPassword],
    ['forgotten', 303, ''],
  ])('/account/%s answers alike, byte for byte, after as many derivations', async (page, status, password) => {
    const unknown = await answer(page, 'unknown@example.com', password);
    expect([unknown.status, unknown.work]).toEqual([status, page === 'forgotten' ? 0 : 1]);
    expect(await answer(page, 'known@example.com', password)).toEqual(unknown);
    expect(await answer(page, 'disabled@example.com', password)).toEqual(unknown);
    expect(await answer(page, 'acme-owner@example.com', password)).toEqual(unknown);
  });

  test('a disabled person with the right password is told what everybody is told', async () => {
    const unknown = await answer('sign-in', 'unknown@example.com', goodPassword);
    expect(await answer('sign-in', 'disabled@example.com', goodPassword)).toEqual(unknown);
  });

  test('the page after it is one for all', async () => {
    const pages = await Promise.all(
      ['known', 'unknown'].map(async () => (await new Visit(market.url).send('/account/mailed?for=reset')).text()),
    );
    expect(pages[0]).toBe(pages[1]);
  });

  test('only the mailbox knows: the known get the word that they have an account, the unknown a link', async () => {
    const subjects = (recipient: string) => market.db('mail').where({ recipient }).orderBy('subject').pluck('subject');
    expect(await subjects('unknown@example.com')).toEqual(['Confirm your e-mail address']);
    expect(await subjects('known@example.com')).toEqual([
      'Choose a new password',
      'Confirm your e-mail address',
      'You have an account already',
    ]);
    expect(await subjects('disabled@example.com')).toEqual([
      'Confirm your e-mail address',
      'You have an account already',
    ]);
  });

  test('the audit names no address that nobody has, and nobody’s password', async () => {
    await market.eventually(async () => {
      expect(await market.db('toolwright.audit').where({ tool: 'POST /account/sign-in' })).not.toEqual([]);
    });
    const rows = JSON.stringify(await market.db('toolwright.audit').select());
    expect(rows).not.toMatch(/unknown@example\.com|not the password|plum jam/);
  });
});
