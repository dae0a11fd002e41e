import { randomBytes } from 'node:crypto';
import type { Kernel } from '../call/call.js';
import type { Exchange } from '../http/exchange.js';
import { formToken } from './form-token.js';
import { readCookie, writeCookie } from './session-cookie.js';
import { type Page, showPage } from './show-page.js';

/** How long an open form can be sent. */
const formSeconds = 3_600;

/** Answers with a form for whoever is not signed in: its token is bound to a cookie of its own. */
export async function showEntryForm(
  kernel: Kernel,
  exchange: Exchange,
  page: Pick<Page, 'view' | 'title' | 'status'>,
  values: object,
): Promise<void> {
  const cookie = readCookie(kernel, exchange, 'sign-in') ?? randomBytes(24).toString('base64url');
  writeCookie(kernel, exchange, 'sign-in', { value: cookie, seconds: formSeconds });
  await showPage(
    kernel,
    exchange,
    { ...page, visitor: null },
    { ...values, token: formToken(kernel, 'sign-in', cookie) },
  );
}

/** A field of a query that stands there once; else nothing. */
export function queryField(exchange: Exchange, name: string): string | null {
  const value = exchange.query[name];
  return typeof value === 'string' ? value : null;
}
