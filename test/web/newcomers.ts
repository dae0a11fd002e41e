import type { Market } from '../market/market.js';
import { lastLink } from './mailbox.js';
import { Visit } from './visit.js';

export const goodPassword = 'plum jam on toast';

export interface Newcomer {
  readonly email: string;
  readonly password: string;
  readonly visit: Visit;
}

/** The token of a mailed link's path. */
export const tokenOf = (path: string): string => new URL(path, 'http://here').searchParams.get('token') ?? '';

/** Sends the form of signing up. */
export async function askToSignUp(visit: Visit, fields: Readonly<Record<string, string>>): Promise<Response> {
  const token = await visit.token('/account/sign-up');
  return visit.post('/account/sign-up', { token, name: 'Paula Plum', password: goodPassword, ...fields });
}

/** Follows a mailed link and sends its form. */
export async function follow(visit: Visit, path: string, password = goodPassword): Promise<Response> {
  const token = await visit.token(path);
  return visit.post(new URL(path, 'http://here').pathname, { token, link: tokenOf(path), password });
}

/** Somebody who has signed up and is signed in. */
export async function signUp(market: Market, email: string): Promise<Newcomer> {
  const visit = new Visit(market.url);
  await askToSignUp(visit, { email });
  const { status } = await follow(visit, await lastLink(market, email));
  if (status !== 303) throw new Error(`${email} was not let in: ${status}.`);
  return { email, password: goodPassword, visit };
}
