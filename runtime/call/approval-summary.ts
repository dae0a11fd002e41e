import type { ApprovalSummary, ShownValue } from '../store/approvals.js';
import type { Shape } from '../tool.js';
import { redact } from './audit/redact.js';
import type { CheckedCall } from './call.js';
import { type DryRunSummary, dryRunSummary } from './dry-run.js';
import { pipelineParameters } from './input/pipeline-parameters.js';
import { shapeAt } from './input/shape-at.js';
import { isRecord } from './is-record.js';
import { outputShape } from './output/output-shape.js';
import { isRefusal, type Refusal } from './refusal.js';
import { tenantOf } from './tenant-of.js';
import { type Extent, line, toldLines, toldName } from './told-value.js';

const maxValues = 30;
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
  const outcome = dry && dry.writes === null ? outcomeOf(dry, call) : null;
  // What would come of each item tells the item too.
  if (outcome !== null && tool.output.kind === 'outcomes') aside.add(tool.output.per);
  const sent = Object.fromEntries(Object.entries(input).filter(([name]) => !aside.has(name)));
  return {
    title: tool.title,
    action,
    tenant: await describeTenant(call, tenantOf(kernel.server, request.principal)),
    changes: dry?.writes?.map((write) => ({ ...write, ids: write.ids.slice(0, maxIds) })) ?? null,
    outcome,
    arguments: shown(safe(sent, tool.input), 'all'),
  };
}

async function describeTenant({ kernel }: CheckedCall, id: string | null): Promise<ApprovalSummary['tenant']> {
  if (id === null) return null;
  const label = Object.values(kernel.server.contexts).find(({ tenant }) => tenant)?.meta ?? 'tenant';
  const name = await kernel.host.describeTenant?.(id);
  return { id, label, name: name == null ? null : line(name) };
}

/** A resolver that answers its dry runs itself tells there what the call comes to: as a whole, or item by item. */
function outcomeOf({ answer }: DryRunSummary, { tool, input }: CheckedCall): readonly ShownValue[] {
  const parameter = tool.dryRun?.parameter;
  const shape = outputShape(tool, parameter === undefined ? input : { ...input, [parameter]: true }) ?? undefined;
  const told = safe(answer.value, shape);
  if (tool.output.kind !== 'outcomes') return shown(told, 'gist');
  const { results, ...others } = told;
  const lines = Array.isArray(results) ? results.map(outcomeText) : [];
  return [{ name: toldName(tool.output.per), lines }, ...shown(others, 'gist')];
}

const prospects: { readonly [status: string]: string } = {
  done: 'will be done',
  pending: 'will be begun, and ends later',
  failed: 'cannot be done',
  needs_person: 'needs a person',
};

/** What would come of an item, whose value tells what was not said of it. */
function outcomeText(result: unknown): string {
  if (!isRecord(result)) return '';
  const { item, value, status, error, url } = result;
  const whole = { ...(isRecord(value) && value), ...(isRecord(item) ? item : { item }) };
  const why = [error, url].filter((text) => typeof text === 'string').join(' ');
  const what = toldLines(whole, 'gist').join('');
  return line(`${what}: ${prospects[String(status)]}${why === '' ? '' : `: ${why}`}`);
}

function shown(values: { readonly [name: string]: unknown }, extent: Extent): readonly ShownValue[] {
  return Object.entries(values)
    .map(([name, value]) => ({ name: toldName(name), lines: toldLines(value, extent) }))
    .filter(({ lines }) => lines.length > 0)
    .slice(0, maxValues);
}

/** Without what is sensitive, and without what strangers wrote. */
function safe(values: unknown, shape: Shape | undefined): { readonly [name: string]: unknown } {
  const told = redact(hideUntrusted(values, shape), shape);
  return isRecord(told) ? told : {};
}

/** What strangers wrote could be written to be agreed to. */
function hideUntrusted(value: unknown, shape: Shape | undefined): unknown {
  if (shape?.trust !== undefined && value !== null) return '[text by others]';
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
  const single = sent.filter(({ lines }) => lines.length === 1);
  const lines = [
    `${title}${action === null ? '' : `, ${action}`}${place}.`,
    ...(changes ?? []).map(({ operation, entity, ids }) => `- ${operation} ${entity} ${ids.join(', ')}`.trimEnd()),
    ...(outcome ?? []).flatMap(bullet),
    ...(single.length > 0 ? [`With ${single.map(({ name, lines }) => `${name}: ${lines[0]}`).join('; ')}.`] : []),
    ...sent.filter(({ lines }) => lines.length > 1).flatMap(bullet),
  ];
  return lines.join('\n');
}

function bullet({ name, lines }: ShownValue): readonly string[] {
  return lines.length === 1 ? [`- ${name}: ${lines[0]}`] : [`- ${name}:`, ...lines.map((each) => `  - ${each}`)];
}
