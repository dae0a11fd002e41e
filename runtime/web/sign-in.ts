import { randomBytes } from 'node:crypto';
import type { Kernel } from '../call/call.js';
import type { People } from '../host.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { lifetimeMs } from '../store/web-sessions.js';
import { formToken } from './form-token.js';
import { nextPath } from './next-path.js';
import { readForm } from './read-form.js';
import { readCookie, writeCookie } from './session-cookie.js';
import { showPage } from './show-page.js';
import { createSignInLimits } from './sign-in-limits.js';
import { visitorOf } from './visitor.js';

/** How long an open form can be sent. */
const formSeconds = 3_600;

interface Form {
  readonly next: string;
  readonly email: string;
  /** Why the last try did not do. */
  readonly problem: string | null;
}

/** `GET /account/sign-in?next=…` */
export function showSignIn(kernel: Kernel): Stage {
  return async (exchange) => {
    const { next } = exchange.query;
    const path = nextPath(typeof next === 'string' ? next : null);
    if (await visitorOf(kernel, exchange)) return seeOther(exchange, path);
    await showForm(kernel, exchange, 200, { next: path, email: '', problem: null });
  };
}

/** `POST /account/sign-in`: a new session for the right password. The answer never tells whether the account exists. */
export function signIn(kernel: Kernel, people: People): Stage {
  const limits = createSignInLimits(kernel);
  return async (exchange) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const next = nextPath(fields.get('next'));
    const email = (fields.get('email') ?? '').slice(0, 320);
    const wait = await limits.take(email, exchange.ip);
    if (wait > 0) {
      exchange.set('Retry-After', String(Math.ceil(wait / 1000)));
      const problem = `Too many tries. Wait ${minutes(wait)} and try again.`;
      return showForm(kernel, exchange, 429, { next, email, problem });
    }
    const person = await people.verify(email, (fields.get('password') ?? '').slice(0, 1_000));
    if (person === null) {
      return showForm(kernel, exchange, 422, {
        next,
        email,
        problem: 'This e-mail address and password do not match.',
      });
    }
    await beginSession(kernel, exchange, person.id);
    seeOther(exchange, next);
  };
}

/** The session of before, if there is one, ends: what somebody may have planted in the browser is worth nothing. */
async function beginSession(kernel: Kernel, exchange: Exchange, principalId: string): Promise<void> {
  const { webSessions } = kernel.host.store;
  const before = readCookie(kernel, exchange, 'session');
  if (before !== null) await webSessions.end(before);
  const { token } = await webSessions.open(principalId, kernel.now());
  writeCookie(kernel, exchange, 'sign-in', { value: '', seconds: 0 });
  writeCookie(kernel, exchange, 'session', { value: token, seconds: lifetimeMs / 1000 });
}

async function showForm(kernel: Kernel, exchange: Exchange, status: number, form: Form): Promise<void> {
  const cookie = readCookie(kernel, exchange, 'sign-in') ?? randomBytes(24).toString('base64url');
  writeCookie(kernel, exchange, 'sign-in', { value: cookie, seconds: formSeconds });
  const page = { view: 'sign-in', title: 'Sign in', visitor: null, status };
  await showPage(kernel, exchange, page, { ...form, token: formToken(kernel, 'sign-in', cookie) });
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / 60_000);
  return count === 1 ? 'a minute' : `${count} minutes`;
}

/** After a form, so that reloading does not send it again. */
export function seeOther(exchange: Exchange, path: string): void {
  exchange.redirect(path);
  exchange.status = 303;
}
