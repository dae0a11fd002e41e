import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Market, openMarket } from '../../market/market.js';
import { Visit } from '../visit.js';

let market: Market;
let staff: Visit;

beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  staff = new Visit(market.url);
  expect((await staff.signIn('staff')).status).toBe(303);
});
afterAll(() => market?.close());

/** Status, and what the page is headed by. */
async function told(response: Response): Promise<readonly [number, string | undefined]> {
  return [response.status, /<h1>([^<]*)</.exec(await response.text())?.[1]];
}

describe('a zero character, which PostgreSQL has no text for', () => {
  test.each([
    '/news?tag=%00',
    '/news?category=a%00b',
    '/news/%00',
    '/news/media/%00.svg',
    '/account/sign-in?next=/account/%00',
  ])('in the address of what everybody may see: %s', async (path) => {
    expect(await told(await new Visit(market.url).send(path))).toEqual([404, 'There is nothing here']);
  });

  test.each([
    '/account/activity?tool=%00',
    '/account/activity.csv?tool=%00',
    '/account/staff/activity?tenant=%00',
    '/account/staff/usage?tool=%00',
    '/account/staff/usage/days.csv?tenant=%00',
  ])('in the address of a page of the account: %s', async (path) => {
    expect(await told(await staff.send(path))).toEqual([404, 'There is nothing here']);
  });

  test('in a form, by its value and by its name', async () => {
    const visit = new Visit(market.url);
    const answer = [422, 'This form holds what is no text'];
    expect(await told(await visit.signIn('staff', { email: 'staff\0@example.com' }))).toEqual(answer);
    expect(await told(await visit.signIn('staff', { 'next\0': '' }))).toEqual(answer);
    expect((await visit.signIn('staff', { password: 'demo0' })).status).toBe(422);
    expect((await visit.signIn('staff')).status).toBe(303);
  });
});
