import getRawBody from 'raw-body';
import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { isFormToken } from './form-token.js';
import { PageError, staleForm } from './page-error.js';
import { type CookieName, readCookie } from './session-cookie.js';

/** Of a stranger's form; of one by somebody who is signed in, with room for the names of some thousand tools. */
const maxBytes: Readonly<Record<CookieName, number>> = { 'sign-in': 16_384, session: 65_536 };

/**
 * The fields of a form that one of our own pages sent: it carries the token of the browser's cookie, and the browser, if
 * it says where the request comes from, says that it comes from here.
 */
export async function readForm(kernel: Kernel, exchange: Exchange, cookieName: CookieName): Promise<URLSearchParams> {
  const site = exchange.get('sec-fetch-site');
  const cookie = readCookie(kernel, exchange, cookieName);
  if (cookie === null || !['', 'same-origin', 'none'].includes(site)) throw staleForm();
  const fields = new URLSearchParams(await readText(exchange, maxBytes[cookieName]));
  if (!isFormToken(kernel, cookieName, { cookie, token: fields.get('token') ?? '' })) throw staleForm();
  if (isUnstorable(fields)) {
    throw new PageError(422, 'This form holds what is no text', 'There is a zero character in a field. Leave it out.');
  }
  return fields;
}

/** PostgreSQL has no text with a zero in it. */
function isUnstorable(fields: URLSearchParams): boolean {
  return [...fields].flat().some((text) => text.includes('\0'));
}

async function readText(exchange: Exchange, limit: number): Promise<string> {
  if (!exchange.is('application/x-www-form-urlencoded')) {
    throw new PageError(415, 'This is no form', 'Send it from the page that shows it.');
  }
  try {
    return await getRawBody(exchange.req, {
      limit,
      encoding: 'utf8',
      length: exchange.request.length ?? null,
    });
  } catch {
    exchange.set('Connection', 'close');
    throw new PageError(413, 'That was too much', 'The form holds more than it can, or did not arrive whole.');
  }
}
