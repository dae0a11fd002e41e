import type { Approval, ApprovalSummary, ApprovedCall } from '../../store/approvals.js';
import { summarize, summaryText } from '../approval-summary.js';
import { argumentHash } from '../argument-hash.js';
import type { CheckedCall } from '../call.js';
import type { Elicitation, InputRequired, Question } from '../calling-client.js';
import { confirmationOf } from '../confirmation.js';
import { refuse } from '../error-table.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { openState, type RequestState, sealState, stateLifetimeMs } from '../request-state.js';
import { tenantOf } from '../tenant-of.js';

/** No declared question has a name like this. */
const questionKey = 'toolwright:confirmation';

/** To accept is the answer: there is nothing to fill in. */
const form = { type: 'object', properties: {} } as const;

/**
 * A person has agreed to this very call, once: through the client where it can ask, else on the approval's page. What a
 * model says is not consent, so nothing in the arguments counts.
 */
export async function checkConfirmation(call: CheckedCall): Promise<Refusal | InputRequired | null> {
  if (confirmationOf(call) !== 'asked') return null;
  const { approvals } = call.kernel.host.store;
  const state = await openState(call);
  if (isRefusal(state)) return state;
  if (state?.confirmed) return null;

  if (state?.approval !== undefined) await noteReply(call, state.approval);
  const decision = await approvals.take(approvedCall(call), call.kernel.now());
  if (decision === 'approved') return null;
  return decision === 'declined' ? declined(call) : ask(call, state);
}

/** A reply that the client brought decides what the person was asked, unless that has been decided already. */
async function noteReply({ kernel, request }: CheckedCall, approval: string): Promise<void> {
  const { client, principal } = request;
  const reply = client?.elicitation?.kind === 'again' ? client.elicitation.replies.get(questionKey) : undefined;
  if (reply === undefined) return;
  const decision = reply.action === 'accept' ? 'approved' : 'declined';
  await kernel.host.store.approvals.decide(approval, principal.id, { decision, now: kernel.now() });
}

async function ask(call: CheckedCall, state: RequestState | null): Promise<Refusal | InputRequired | null> {
  const { elicitation } = call.request.client ?? {};
  if (elicitation?.kind === 'wait') return askAndWait(call, elicitation);
  const approval = await requestApproval(call);
  if (isRefusal(approval)) return approval;
  if (elicitation === undefined) return sendToPage(call, approval);
  const sealed = sealState(call, { ...state, approval: approval.id });
  return { refused: false, inputRequired: { questions: [questionOf(approval.summary)], state: sealed } };
}

async function askAndWait(call: CheckedCall, { ask }: Extract<Elicitation, { kind: 'wait' }>): Promise<Refusal | null> {
  const summary = await summarize(call);
  if (isRefusal(summary)) return summary;
  const { action } = await ask(questionOf(summary), call.request.signal);
  return action === 'accept' ? null : declined(call);
}

/** The call's open approval, or a new one. */
async function requestApproval(call: CheckedCall): Promise<Approval | Refusal> {
  const { approvals } = call.kernel.host.store;
  const now = call.kernel.now();
  const open = await approvals.open(approvedCall(call), now);
  if (open) return open;
  const summary = await summarize(call);
  if (isRefusal(summary)) return summary;
  return approvals.request(approvedCall(call), summary, { now, expiresAt: new Date(now.getTime() + stateLifetimeMs) });
}

function sendToPage({ kernel, tool }: CheckedCall, { id, expiresAt, summary }: Approval): Refusal {
  const facts = { gate: 'confirmation', tool } as const;
  const told = { expires_at: expiresAt.toISOString(), summary: summaryText(summary) };
  if (kernel.host.people === undefined) {
    const advice =
      'This server has no page to agree on: use a client that can ask a person, or a connection whose confirmation is waived.';
    return refuse(kernel.server, 'CONFIRMATION_REQUIRED', { ...facts, advice, data: told });
  }
  const url = `${kernel.address()}/account/approvals/${id}`;
  const advice = `Let the person open ${url} and approve, then send the same call again.`;
  return refuse(kernel.server, 'CONFIRMATION_REQUIRED', { ...facts, advice, data: { url, ...told } });
}

function questionOf(summary: ApprovalSummary): Question {
  return { key: questionKey, message: `Do you agree?\n${summaryText(summary)}`, form };
}

function declined({ kernel, tool }: CheckedCall): Refusal {
  return refuse(kernel.server, 'DECLINED', { gate: 'confirmation', tool });
}

function approvedCall(call: CheckedCall): ApprovedCall {
  const { kernel, request, tool } = call;
  const { principal } = request;
  return {
    principalId: principal.id,
    connectionId: principal.connection.id,
    tenantId: tenantOf(kernel.server, principal),
    tool: tool.name,
    argumentHash: argumentHash(call),
  };
}
