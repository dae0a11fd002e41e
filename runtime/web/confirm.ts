import type { AccountLink, Accounts } from '../accounts.js';
import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import type { Opened } from '../store/web-sessions.js';
import { auditPage } from './audit-page.js';
import { queryField, showEntryForm } from './entry-form.js';
import { handSession, openSession } from './new-session.js';
import { nextPath } from './next-path.js';
import { deadLink } from './page-error.js';
import { readForm } from './read-form.js';
import { seeOther } from './sign-in.js';
import { createTryLimits, linkTries, tooMany } from './try-limits.js';

interface Form extends AccountLink {
  readonly link: string;
  readonly problem: string | null;
}

/** `GET /account/confirm?token=…`, from the mail: nothing happens yet, since programs that check mails follow links too. */
export function showConfirm(kernel: Kernel, accounts: Accounts): Stage {
  return async (exchange) => {
    const link = queryField(exchange, 'token') ?? '';
    const found = await accounts.findRegistration(link);
    if (found === null) throw deadLink();
    await showForm(kernel, exchange, 200, { ...found, link, problem: null });
  };
}

/** `POST /account/confirm`: the account stands, and its person is signed in. */
export function confirm(kernel: Kernel, accounts: Accounts): Stage {
  const limits = createTryLimits(kernel, linkTries);
  const name = 'POST /account/confirm';
  return auditPage(kernel, { name, writeMode: 'create' }, async (exchange, act) => {
    const fields = await readForm(kernel, exchange, 'sign-in');
    const link = fields.get('link') ?? '';
    const found = await accounts.findRegistration(link);
    if (found === null) throw deadLink();
    const form = { ...found, link };
    const wait = await limits.take(link, exchange.ip);
    if (wait > 0) {
      act.refuse('RATE_LIMITED');
      return showForm(kernel, exchange, 429, { ...form, problem: tooMany(exchange, wait) });
    }
    let opened: Opened | undefined;
    const password = (fields.get('password') ?? '').slice(0, 1_000);
    const end = await accounts.register({ token: link, password }, async (handle, personId) => {
      opened = await openSession(kernel, exchange, { act, personId, handle });
    });
    if (end === 'wrong_password') {
      act.refuse('UNAUTHORIZED');
      const problem =
        'This is not the password that was chosen with this link. If you have forgotten it, sign up again.';
      return showForm(kernel, exchange, 422, { ...form, problem });
    }
    if (opened === undefined) throw deadLink();
    handSession(kernel, exchange, opened);
    seeOther(exchange, nextPath(found.next));
  });
}

async function showForm(kernel: Kernel, exchange: Exchange, status: number, form: Form): Promise<void> {
  await showEntryForm(kernel, exchange, { view: 'confirm', title: 'Confirm your e-mail address', status }, form);
}
