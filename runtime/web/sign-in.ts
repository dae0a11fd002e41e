import type { Kernel } from '../call/call.js';
import type { People } from '../host.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { auditPage } from './audit-page.js';
import { queryField, showEntryForm } from './entry-form.js';
import { handSession, openSession } from './new-session.js';
import { nextPath } from './next-path.js';
import { readForm } from './read-form.js';
import { createTryLimits, nameless, signInTries, tooMany } from './try-limits.js';
import { visitorOf } from './visitor.js';

/** The longest e-mail address there is, by RFC 5321. */
export const longestEmail = 320;

interface Form {
  readonly next: string;
  readonly email: string;
  /** Why the last try did not do. */
  readonly problem: string | null;
  /** What has been done before. */
  readonly done?: string;
}

/** What other pages send people here with. */
const doneBefore: Readonly<Record<string, string>> = {
  reset: 'Your password is changed, and you are signed out everywhere. Sign in with the new one.',
};

/** `GET /account/sign-in?next=…` */
export function showSignIn(kernel: Kernel): Stage {
  return async (exchange) => {
    const path = nextPath(queryField(exchange, 'next'));
    if (await visitorOf(kernel, exchange)) return seeOther(exchange, path);
    const done = doneBefore[queryField(exchange, 'after') ?? ''];
    await showForm(kernel, exchange, 200, {
      next: path,
      email: '',
      problem: null,
      ...(done !== undefined && { done }),
    });
  };
}

/** `POST /account/sign-in`: a new session for the right password. The answer never tells whether the account exists. */
export function signIn(kernel: Kernel, people: People): Stage {
  const limits = createTryLimits(kernel, signInTries);
  const name = 'POST /account/sign-in';
  return auditPage(kernel, { name, writeMode: 'create' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const next = nextPath(fields.get('next'));
    const email = (fields.get('email') ?? '').slice(0, longestEmail);
    act.concerns({ email: nameless(kernel, email) });
    const wait = await limits.take(email, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return showForm(kernel, exchange, 429, { next, email, problem: tooMany(exchange, wait) });
    }
    const person = await people.verify(email, (fields.get('password') ?? '').slice(0, 1_000));
    if (person === null) {
      const known = (await people.find?.(email)) ?? null;
      if (known !== null) act.concerns({ person: known });
      act.refuse('UNAUTHORIZED');
      return showForm(kernel, exchange, 422, {
        next,
        email,
        problem: 'This e-mail address and password do not match.',
      });
    }
    act.concerns({});
    handSession(kernel, exchange, await openSession(kernel, exchange, { act, personId: person.id }));
    seeOther(exchange, next);
  });
}

async function showForm(kernel: Kernel, exchange: Exchange, status: number, form: Form): Promise<void> {
  const values = {
    done: null,
    ...form,
    accounts: kernel.host.people?.accounts !== undefined,
    onward: onwardTo(form.next),
  };
  await showEntryForm(kernel, exchange, { view: 'sign-in', title: 'Sign in', status }, values);
}

/** What brings a path along to another page. */
export function onwardTo(next: string): string {
  return next === '/account/' ? '' : `?next=${encodeURIComponent(next)}`;
}

/** After a form, so that reloading does not send it again. */
export function seeOther(exchange: Exchange, path: string): void {
  exchange.redirect(path);
  exchange.status = 303;
}
