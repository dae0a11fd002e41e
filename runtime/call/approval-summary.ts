import type { ApprovalSummary, ShownValue } from '../store/approvals.js';
import type { Shape } from '../tool.js';
import { redact } from './audit/redact.js';
import type { CheckedCall } from './call.js';
import { dryRunSummary } from './dry-run.js';
import { pipelineParameters } from './input/pipeline-parameters.js';
import { shapeAt } from './input/shape-at.js';
import { isRecord } from './is-record.js';
import { shortText } from './output/clean-text.js';
import { outputShape } from './output/output-shape.js';
import { isRefusal, type Refusal } from './refusal.js';
import { tenantOf } from './tenant-of.js';

const maxValues = 30;
const maxCharacters = 300;
const maxIds = 20;

/**
 * What a person is shown of a call: where it acts, what its own dry run found that it would do, and its arguments;
 * nothing sensitive and nothing that strangers wrote. A refusal where the dry run says that the call would be refused.
 */
export async function summarize(call: CheckedCall): Promise<ApprovalSummary | Refusal> {
  const { kernel, request, tool, action, input } = call;
  const dry = await dryRunSummary(call);
  if (isRefusal(dry)) return dry;
  const aside = new Set<string | undefined>([
    ...Object.values(pipelineParameters(kernel.server, tool)),
    tool.dryRun?.parameter,
    ...(action === null ? [] : ['action']),
  ]);
  const sent = Object.fromEntries(Object.entries(input).filter(([name]) => !aside.has(name)));
  return {
    title: tool.title,
    action,
    tenant: await describeTenant(call, tenantOf(kernel.server, request.principal)),
    changes: dry?.writes?.map((write) => ({ ...write, ids: write.ids.slice(0, maxIds) })) ?? null,
    outcome: dry && dry.writes === null ? shown(dry.answer.value, dryShape(call)) : null,
    arguments: shown(sent, tool.input),
  };
}

async function describeTenant({ kernel }: CheckedCall, id: string | null): Promise<ApprovalSummary['tenant']> {
  if (id === null) return null;
  const label = Object.values(kernel.server.contexts).find(({ tenant }) => tenant)?.meta ?? 'tenant';
  const name = await kernel.host.describeTenant?.(id);
  return { id, label, name: name == null ? null : shortText(name, maxCharacters) };
}

/** A resolver that answers its dry runs itself tells there what the call comes to. */
function dryShape({ tool, input }: CheckedCall): Shape | undefined {
  const parameter = tool.dryRun?.parameter;
  return outputShape(tool, parameter === undefined ? input : { ...input, [parameter]: true }) ?? undefined;
}

function shown(values: unknown, shape: Shape | undefined): readonly ShownValue[] {
  const told = redact(hideUntrusted(values, shape), shape);
  if (!isRecord(told)) return [];
  const entries = Object.entries(told).slice(0, maxValues);
  return entries.map(([name, value]) => ({
    name,
    value: shortText(typeof value === 'string' ? value : JSON.stringify(value), maxCharacters),
  }));
}

/** What strangers wrote could be written to be agreed to. */
function hideUntrusted(value: unknown, shape: Shape | undefined): unknown {
  if (shape?.trust === 'untrusted' && value !== null) return '[text by others]';
  if (Array.isArray(value)) return value.map((item) => hideUntrusted(item, shape?.items));
  if (!isRecord(value)) return value;
  const hidden = Object.entries(value).map(([name, inner]) => [
    name,
    hideUntrusted(inner, shape && shapeAt(shape, name)),
  ]);
  return Object.fromEntries(hidden);
}

/** The summary as text, for clients that ask the person themselves and for those who hand on an address. */
export function summaryText({ title, action, tenant, changes, outcome, arguments: sent }: ApprovalSummary): string {
  const place =
    tenant === null ? '' : ` in ${tenant.label} ${tenant.name === null ? tenant.id : `${tenant.name} (${tenant.id})`}`;
  const lines = [
    `${title}${action === null ? '' : `, ${action}`}${place}.`,
    ...(changes ?? []).map(({ operation, entity, ids }) => `- ${operation} ${entity} ${ids.join(', ')}`.trimEnd()),
    ...(outcome ?? []).map(({ name, value }) => `- ${name}: ${value}`),
    ...(sent.length > 0 ? [`With ${sent.map(({ name, value }) => `${name}: ${value}`).join('; ')}.`] : []),
  ];
  return lines.join('\n');
}
