import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { notFound, PageError } from './page-error.js';
import { showPage } from './show-page.js';
import { visitorOf } from './visitor.js';

/**
 * Nothing runs, loads or frames but our own style sheet, scripts, pictures and forms, whose scripts may call this server as
 * the visitor; and nothing is kept in a shared browser.
 */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // With `no-referrer` browsers would send `Origin: null` with our own forms.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Sets what every page is sent with, and shows as a page what a page throws for its visitor. */
export function guardPages(kernel: Kernel): Stage {
  return async (exchange, next) => {
    exchange.set(headers);
    try {
      // Nothing is kept under a name with a zero in it: PostgreSQL has no such text, and would say so.
      if (exchange.url.includes('%00')) throw notFound();
      await next();
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const { status, title, message } = error;
      const visitor = await visitorOf(kernel, exchange);
      await showPage(kernel, exchange, { view: 'error', title, visitor, status }, { message });
    }
  };
}

/**
 * Lets the forms of this answer end at another origin, as a redirect: browsers hold `form-action` against where a form
 * leads to as well. The origin is the application's own knowledge, never a request's.
 */
export function allowFormsTo(exchange: Exchange, origin: string): void {
  const policy = headers['Content-Security-Policy'].replace("form-action 'self'", `form-action 'self' ${origin}`);
  exchange.set('Content-Security-Policy', policy);
}
