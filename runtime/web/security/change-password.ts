import type { Accounts } from '../../accounts.js';
import { passwordProblem } from '../../auth/password-rule.js';
import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import type { Opened } from '../../store/web-sessions.js';
import { auditPage } from '../audit-page.js';
import { handSession } from '../new-session.js';
import { staleForm } from '../page-error.js';
import { readForm } from '../read-form.js';
import { seeOther } from '../sign-in.js';
import { createTryLimits, passwordTries, tooMany } from '../try-limits.js';
import { visitorOf } from '../visitor.js';
import { securityPath, showSecurityPage } from './security-page.js';

/** What the page says where the host did not change it. */
const refusals = {
  wrong_password: { code: 'UNAUTHORIZED', sentence: 'This is not your current password. It stays as it is.' },
  fixed: { code: 'FORBIDDEN', sentence: 'The password of this account cannot be changed.' },
} as const;

/**
 * `POST /account/security/password` with `old` and `password`: every other browser is signed out, and this one goes on in a
 * session made anew.
 */
export function changePassword(kernel: Kernel, accounts: Accounts): Stage {
  const limits = createTryLimits(kernel, passwordTries);
  const name = `POST ${securityPath}/password`;
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const { id, connection } = visitor.principal;
    const refuse = (code: string, status: number, sentence: string) => {
      act.refuse(code);
      return showSecurityPage(kernel, exchange, visitor, { sentence, status });
    };
    const wait = await limits.take(id, exchange.ip);
    if (wait > 0) return refuse('RATE_LIMITED', 429, tooMany(exchange, wait));
    const password = fields.get('password') ?? '';
    const holder = await accounts.describe(id);
    const problem = passwordProblem(password, [holder.name, holder.email, kernel.server.title]);
    if (problem !== null) return refuse('VALIDATION_ERROR', 422, problem);

    let renewed: Opened | null = null;
    const old = (fields.get('old') ?? '').slice(0, 1_000);
    const end = await accounts.changePassword(id, { old, password }, async (handle) => {
      const sessions = kernel.host.store.webSessions.within(handle);
      renewed = await sessions.renew(connection.id);
      // Signed out elsewhere in the meantime: whoever sits here is nobody any more.
      if (renewed === null) throw staleForm();
      await sessions.endOthers(id, renewed.id);
      await act.commit(handle);
    });
    if (end !== 'done') return refuse(refusals[end].code, 422, refusals[end].sentence);
    if (renewed === null) throw new Error('A password was changed without what is to happen with it.');
    handSession(kernel, exchange, renewed);
    seeOther(exchange, `${securityPath}?done=password`);
  });
}
