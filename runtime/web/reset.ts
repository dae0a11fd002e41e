import type { AccountLink, Accounts } from '../accounts.js';
import { passwordProblem } from '../auth/password-rule.js';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { auditPage } from './audit-page.js';
import { queryField, showEntryForm } from './entry-form.js';
import { nextPath } from './next-path.js';
import { deadLink } from './page-error.js';
import { readForm } from './read-form.js';
import { longestEmail, onwardTo, seeOther } from './sign-in.js';
import { createTryLimits, linkTries, nameless, resetTries, tooMany } from './try-limits.js';

/** `GET /account/forgotten?next=…` */
export function showForgotten(kernel: Kernel): Stage {
  return (exchange) => {
    const next = nextPath(queryField(exchange, 'next'));
    return showForgottenForm(kernel, exchange, 200, { email: '', next, problem: null });
  };
}

/** `POST /account/forgotten`: a mail with a link where there is such an account. The answer is the same where there is none. */
export function askToReset(kernel: Kernel, accounts: Accounts): Stage {
  const limits = createTryLimits(kernel, resetTries);
  const name = 'POST /account/forgotten';
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const email = (fields.get('email') ?? '').slice(0, longestEmail).trim();
    const next = nextPath(fields.get('next'));
    act.concerns({ email: nameless(kernel, email) });
    const wait = await limits.take(email, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return showForgottenForm(kernel, exchange, 429, { email, next, problem: tooMany(exchange, wait) });
    }
    await accounts.askToReset({ email, next }, act.commit);
    seeOther(exchange, '/account/mailed?for=reset');
  });
}

/** `GET /account/reset?token=…`, from the mail. */
export function showReset(kernel: Kernel, accounts: Accounts): Stage {
  return async (exchange) => {
    const link = queryField(exchange, 'token') ?? '';
    const found = await accounts.findReset(link);
    if (found === null) throw deadLink();
    await showResetForm(kernel, exchange, 200, { ...found, link, problem: null });
  };
}

/** `POST /account/reset`: the new password, and an end of every browser's session. Signing in is another step. */
export function reset(kernel: Kernel, accounts: Accounts): Stage {
  const limits = createTryLimits(kernel, linkTries);
  return auditPage(kernel, { name: 'POST /account/reset', writeMode: 'update' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const link = fields.get('link') ?? '';
    const password = fields.get('password') ?? '';
    const found = await accounts.findReset(link);
    if (found === null) throw deadLink();
    const form = { ...found, link };
    const wait = await limits.take(link, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return showResetForm(kernel, exchange, 429, { ...form, problem: tooMany(exchange, wait) });
    }
    const problem = passwordProblem(password, [found.email, kernel.server.title]);
    if (problem !== null) {
      act.refuse('VALIDATION_ERROR');
      return showResetForm(kernel, exchange, 422, { ...form, problem });
    }
    const end = await accounts.reset({ token: link, password }, async (handle, id) => {
      await kernel.host.store.webSessions.within(handle).endOthers(id, null);
      act.by({ id, connection: null });
      await act.commit(handle);
    });
    if (end !== 'done') throw deadLink();
    const onward = onwardTo(nextPath(found.next));
    seeOther(exchange, `/account/sign-in${onward}${onward === '' ? '?' : '&'}after=reset`);
  });
}

interface Asked extends AccountLink {
  readonly problem: string | null;
}

async function showForgottenForm(kernel: Kernel, exchange: Exchange, status: number, form: Asked): Promise<void> {
  const page = { view: 'forgotten', title: 'Forgotten your password?', status };
  await showEntryForm(kernel, exchange, page, { ...form, onward: onwardTo(form.next) });
}

async function showResetForm(
  kernel: Kernel,
  exchange: Exchange,
  status: number,
  form: Asked & { readonly link: string },
): Promise<void> {
  await showEntryForm(kernel, exchange, { view: 'reset', title: 'Choose a new password', status }, form);
}
