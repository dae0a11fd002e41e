import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { type Person, personAt } from '../person.js';
import { call, type RawClient, rawClient } from '../raw-client.js';

let market: Market;
let person: Person;
let client: RawClient;

beforeAll(async () => {
  market = await openMarket();
  person = personAt(market.url, 'acme-owner');
  client = await rawClient(market.url);
});

afterAll(() => market?.close());

const answered = async (params: Readonly<Record<string, string | undefined>> = {}) => {
  const { url, verifier } = client.ask(params);
  const back = await person.answer(url);
  return { code: back.searchParams.get('code') ?? '', verifier };
};

/** Where the browser is sent at once, without a person being asked. */
async function sentBack(url: URL): Promise<Record<string, string>> {
  const response = await person.visit.send(url.href);
  const location = new URL(response.headers.get('location') ?? '', market.url);
  expect([response.status, location.origin + location.pathname]).toEqual([303, client.redirectUri]);
  return Object.fromEntries(location.searchParams);
}

describe('PKCE downgrade', () => {
  test.each([
    ['without a challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a challenge and no method, which would mean plain', { code_challenge_method: undefined }],
    ['with the method plain', { code_challenge_method: 'plain' }],
    ['with a method and no challenge', { code_challenge: undefined }],
    ['with a challenge too short to be a hash', { code_challenge: 'abc' }],
  ])('a request %s is refused before anybody is asked', async (_what, params) => {
    expect(await sentBack(client.ask(params).url)).toMatchObject({
      error: 'invalid_request',
      state: 'a state',
      iss: market.url,
    });
  });

  test.each([
    ['no verifier', () => ({})],
    ['another verifier', () => ({ code_verifier: 'x'.repeat(43) })],
    [
      'the challenge itself as the verifier',
      (verifier: string) => ({ code_verifier: createHash('sha256').update(verifier).digest('base64url') }),
    ],
  ])('a code with %s is worth nothing', async (_what, fields) => {
    const { code, verifier } = await answered();
    const answer = await client.token({
      ...{ grant_type: 'authorization_code', code, redirect_uri: client.redirectUri },
      ...(fields(verifier) as Record<string, string>),
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });
});

describe('code injection', () => {
  test('a code of one client is worth nothing to another', async () => {
    const other = await rawClient(market.url);
    const { code, verifier } = await answered();
    const answer = await other.exchange(code, verifier);
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('a code is worth nothing with another redirect address than it was sent to', async () => {
    const { code, verifier } = await answered();
    const answer = await client.exchange(code, verifier, { redirect_uri: 'http://127.0.0.1:7778/callback' });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('a code that somebody made up is worth nothing', async () => {
    const answer = await client.exchange('x'.repeat(43), 'y'.repeat(43));
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });
});

describe('code replay', () => {
  test('a code sent again ends the connection and every token of it', async () => {
    const { code, verifier } = await answered();
    const first = await client.exchange(code, verifier);
    expect((await call(market.url, first.body.access_token)).status).toBe(200);
    const second = await client.exchange(code, verifier);
    expect([second.status, second.body.error]).toEqual([400, 'invalid_grant']);
    await market.eventually(async () => expect((await call(market.url, first.body.access_token)).status).toBe(401));
    expect((await client.refresh(first.body.refresh_token)).body.error).toBe('invalid_grant');
    const [row] = await market.db('toolwright.connection').whereNotNull('grant_id').orderBy('created_at', 'desc');
    expect(row.revoked_at).not.toBeNull();
  });

  test('of a code sent twice at the same moment nothing stays', async () => {
    const { code, verifier } = await answered();
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.exchange(code, verifier)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    await market.eventually(async () => {
      for (const { body } of good) expect((await call(market.url, body.access_token)).status).toBe(401);
    });
  });

  test('a code is worth nothing after a minute', async () => {
    const { code, verifier } = await answered();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    const late = await client.exchange(code, verifier).finally(() => vi.useRealTimers());
    expect([late.status, late.body.error]).toEqual([400, 'invalid_grant']);
  });
});
