import type { Kernel } from '../call/call.js';
import type { Exchange, Stage } from '../http/exchange.js';
import { type Approval, type Decision, isPending } from '../store/approvals.js';
import { agentWords } from './agent-words.js';
import { auditPage } from './audit-page.js';
import { notFound, PageError, staleForm } from './page-error.js';
import { readForm } from './read-form.js';
import { showPage } from './show-page.js';
import { shownTime } from './shown-time.js';
import { seeOther } from './sign-in.js';
import { type Visitor, visitorOf } from './visitor.js';

/** `GET /account/approvals/<id>`: what a call would do, for the one person whose connection makes it. */
export function showApproval(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) return seeOther(exchange, `/account/sign-in?next=${encodeURIComponent(exchange.path)}`);
    const approval = await findApproval(kernel, exchange, visitor);
    const { summary, expiresAt, tool } = approval;
    const page = { view: 'approval', title: summary.title, visitor };
    const now = kernel.now();
    await showPage(kernel, exchange, page, {
      pending: isPending(approval, now),
      ending: endingOf(approval, now),
      path: exchange.path,
      tool,
      connection: await connectionName(kernel, approval),
      expires: shownTime(expiresAt, now),
      summary,
    });
  };
}

/** `POST /account/approvals/<id>` with `decision`. */
export function decideApproval(kernel: Kernel): Stage {
  const name = 'POST /account/approvals/:id';
  return auditPage(kernel, { name, writeMode: 'update' }, async (exchange, act) => {
    const visitor = await visitorOf(kernel, exchange);
    if (visitor === null) throw staleForm();
    const fields = await readForm(kernel, exchange, 'session');
    const { id, tool, tenantId } = await findApproval(kernel, exchange, visitor);
    act.concerns({ approval: id, tool }, tenantId ?? undefined);
    const decision = readDecision(fields.get('decision'));
    act.concerns({ approval: id, tool, decision }, tenantId ?? undefined);
    const answer = { decision, now: kernel.now() };
    if (!(await kernel.host.store.approvals.decide(id, visitor.principal.id, answer, act.commit))) {
      throw new PageError(
        409,
        'This has been decided already',
        'Somebody was faster, or it took too long. Nothing has been changed.',
      );
    }
    seeOther(exchange, exchange.path);
  });
}

/** What the person knows the connection by that asks; of one that has ended, its id alone. */
async function connectionName(kernel: Kernel, { connectionId: id, principalId }: Approval) {
  const { connections, webSessions } = kernel.host.store;
  const kept = await connections?.find(id, principalId);
  if (kept) return { id, name: kept.name };
  const session = (await webSessions.list(principalId, kernel.now())).find((one) => one.id === id);
  return { id, name: session ? agentWords(session.agent) : null };
}

async function findApproval(kernel: Kernel, exchange: Exchange, { principal }: Visitor): Promise<Approval> {
  const id = exchange.path.split('/').at(-1) ?? '';
  const found = await kernel.host.store.approvals.find(id, principal.id);
  if (found === null) throw notFound();
  return found;
}

function readDecision(text: string | null): Decision {
  if (text === 'approved' || text === 'declined') return text;
  throw new PageError(400, 'Approve or decline?', 'The form said neither. Nothing has been changed.');
}

/** How an approval that nobody can decide any more has ended, in words for its person; null while it is pending. */
function endingOf(approval: Approval, now: Date): { readonly word: string; readonly sentence: string } | null {
  if (isPending(approval, now)) return null;
  if (approval.decision === 'declined') return { word: 'Declined.', sentence: 'It was not done.' };
  if (approval.usedAt !== null)
    return { word: 'Approved.', sentence: 'Your agreement has been used. It will not count again.' };
  if (now >= approval.expiresAt)
    return { word: 'Expired.', sentence: 'It was not done, and nobody can agree to it any more.' };
  return { word: 'Approved.', sentence: 'Go back to the program and let it try again: it may do this once.' };
}
