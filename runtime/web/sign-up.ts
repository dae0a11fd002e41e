import type { Accounts } from '../accounts.js';
import { passwordProblem } from '../auth/password-rule.js';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { auditPage } from './audit-page.js';
import { queryField, showEntryForm } from './entry-form.js';
import { nextPath } from './next-path.js';
import { readForm } from './read-form.js';
import { longestEmail, onwardTo, seeOther } from './sign-in.js';
import { createTryLimits, nameless, signUpTries, tooMany } from './try-limits.js';
import { visitorOf } from './visitor.js';

/** The longest name of a person. */
const longestName = 100;

/** One sign before the @ and a domain with a dot behind it: whether there is such an address, the mail will tell. */
const emailForm = /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@.<>"(),:;\\[\]\p{Cc}]+(?:\.[^\s@.<>"(),:;\\[\]\p{Cc}]+)+$/u;

interface Form {
  readonly name: string;
  readonly email: string;
  readonly next: string;
  readonly problem: string | null;
}

/** `GET /account/sign-up?next=…`; `email` fills the field, for whoever comes from an invitation. */
export function showSignUp(kernel: Kernel): Stage {
  return async (exchange) => {
    const next = nextPath(queryField(exchange, 'next'));
    if (await visitorOf(kernel, exchange)) return seeOther(exchange, next);
    const email = (queryField(exchange, 'email') ?? '').slice(0, longestEmail);
    await showForm(kernel, exchange, 200, { name: '', email, next, problem: null });
  };
}

/** `POST /account/sign-up`: a mail with a link, or with the word that there is an account. The answer is the same. */
export function signUp(kernel: Kernel, accounts: Accounts): Stage {
  const limits = createTryLimits(kernel, signUpTries);
  const name = 'POST /account/sign-up';
  return auditPage(kernel, { name, writeMode: 'create' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const password = fields.get('password') ?? '';
    const form = {
      name: (fields.get('name') ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim(),
      email: (fields.get('email') ?? '').trim(),
      next: nextPath(fields.get('next')),
    };
    act.concerns({ email: nameless(kernel, form.email) });
    const problem = problemOf(form) ?? passwordProblem(password, [form.name, form.email, kernel.server.title]);
    if (problem !== null) {
      act.refuse('VALIDATION_ERROR');
      return showForm(kernel, exchange, 422, { ...form, problem });
    }
    const wait = await limits.take(form.email, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return showForm(kernel, exchange, 429, { ...form, problem: tooMany(exchange, wait) });
    }
    await accounts.askToRegister({ ...form, password }, act.commit);
    seeOther(exchange, '/account/mailed?for=sign-up');
  });
}

function problemOf({ name, email }: Pick<Form, 'name' | 'email'>): string | null {
  if (name === '' || name.length > longestName) return `Give your name, in at most ${longestName} characters.`;
  if (email.length > longestEmail || !emailForm.test(email)) return 'Give an e-mail address, such as ana@example.com.';
  return null;
}

async function showForm(kernel: Kernel, exchange: Exchange, status: number, form: Form): Promise<void> {
  const page = { view: 'sign-up', title: 'Create an account', status };
  await showEntryForm(kernel, exchange, page, { ...form, onward: onwardTo(form.next) });
}
