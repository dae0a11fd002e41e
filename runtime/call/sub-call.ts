import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Receipt, StepEnd } from '../context.js';
import type { Principal } from '../principal.js';
import type { CallOutcome, CheckedCall } from './call.js';
import { announceChanges } from './changes.js';
import { refuse } from './error-table.js';
import { isRecord } from './is-record.js';
import { readsOnly } from './operations.js';
import type { Refusal } from './refusal.js';
import type { Work } from './work.js';

/** One declared step, as the declaration writes it: `manage_license.attach`. */
interface StepName {
  readonly written: string;
  readonly tool: string;
  readonly action: string | null;
}

type RunStep = (input: unknown, item?: string) => Promise<StepEnd<unknown>>;

/**
 * `ctx.call` of a composite: each declared step as a call of its own, with the composite's caller, through every gate
 * but those that are the composite's (rate, quota, confirmation). They run one after another, however they are begun.
 */
export function stepsOf(call: CheckedCall, work: Work): object {
  const unnamed = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  const steps: { [tool: string]: RunStep | { [action: string]: RunStep } } = {};
  for (const written of call.tool.composes ?? []) {
    const [tool = '', action = null] = written.split('.');
    const name = { written, tool, action };
    const step: RunStep = (input, item) => {
      const nth = (unnamed.get(written) ?? 0) + (item === undefined ? 1 : 0);
      unnamed.set(written, nth);
      const ran = last.then(() => runStep(call, work, name, { input, item, key: stepKey(call, written, item ?? nth) }));
      last = ran.catch(() => {});
      return ran;
    };
    if (action === null) steps[tool] = step;
    else steps[tool] = { ...steps[tool], [action]: step };
  }
  return steps;
}

/**
 * The key of one step: the same whenever the same composite is tried again under its own key, so that what was done is
 * not done twice. Steps without an item are told apart by their number.
 */
function stepKey({ claim, tool }: CheckedCall, step: string, item: string | number): string | null {
  if (claim === undefined) return null;
  const parts = JSON.stringify([claim.key, tool.name, step, item]);
  return `step_${createHash('sha256').update(parts).digest('base64url')}`;
}

interface Given {
  readonly input: unknown;
  readonly item: string | undefined;
  readonly key: string | null;
}

async function runStep(
  call: CheckedCall,
  work: Work,
  step: StepName,
  { input, item, key }: Given,
): Promise<StepEnd<unknown>> {
  const { kernel, request, auditId } = call;
  work.deadline.signal.throwIfAborted();
  await letGo(call, work);
  const given = stepArguments(call, step, input);
  if ('refused' in given) return stepEnd(given, null);
  const outcome = await kernel.steps.call({
    name: step.tool,
    arguments: given.arguments,
    principal: await callerNow(call, work),
    wire: request.wire,
    traceId: request.traceId,
    signal: work.deadline.signal,
    parent: { auditId, tool: call.tool.name, idempotencyKey: key },
  });
  const receipt = 'call' in outcome ? { tool: step.tool, audit_id: outcome.call.auditId } : null;
  if (receipt && !call.dryRun) work.receipts.push({ ...receipt, ...(item !== undefined && { item }) });
  return stepEnd(outcome, receipt);
}

/**
 * What an earlier step did may have made the caller more than they were, or less: an organization's first vendor makes a
 * vendor of it. Never another tenant's: who chose one in the meantime stays who they were, and the next write refuses.
 */
async function callerNow({ request }: CheckedCall, { receipts }: Work): Promise<Principal> {
  const now = receipts.length === 0 ? null : await request.refresh?.();
  return now && isDeepStrictEqual(now.active.contexts, request.principal.active.contexts) ? now : request.principal;
}

/**
 * Nothing of the composite's own stays open while a step runs: that one may need the only connection. The first time,
 * this is also the check that the caller still is who passed the gates: the call may then begin anew, nothing being done.
 */
async function letGo(call: CheckedCall, work: Work): Promise<void> {
  const { transaction, receipts } = work;
  if (call.dryRun) return transaction?.rollbackSoFar();
  if (!readsOnly(call.tool, call.action) && receipts.length === 0) await transaction?.db();
  const tell = await announceChanges(call, work);
  await transaction?.commitSoFar();
  await tell();
}

/** The step's arguments, with its action and whether it is to be a dry run, as the composite's own is. */
function stepArguments(
  { kernel, dryRun }: CheckedCall,
  { tool: name, action }: StepName,
  input: unknown,
): { readonly arguments: unknown } | Refusal {
  const tool = kernel.steps.handlers.get(name)?.tool;
  const sent = { ...(isRecord(input) && input), ...(action !== null && { action }) };
  if (tool?.dryRun !== undefined) return { arguments: { ...sent, [tool.dryRun.parameter]: dryRun } };
  if (!dryRun || tool === undefined || readsOnly(tool, action)) return { arguments: sent };
  return refuse(kernel.server, 'NO_DRY_RUN', { gate: 'run', tool });
}

function stepEnd(outcome: CallOutcome, receipt: Receipt | null): StepEnd<unknown> {
  if (outcome.refused) {
    const { url } = outcome.body;
    return typeof url === 'string'
      ? { status: 'needs_person', error: outcome.body, url }
      : { status: 'failed', error: outcome.body };
  }
  if (outcome.inputRequired || receipt === null) throw new Error('A step has nobody to ask, and asks.');
  return { status: 'done', value: outcome.call.output, receipt };
}
