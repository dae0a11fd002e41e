import type { Gate } from '../call/refusal.js';
import type { AuditEnd } from './audit-log.js';
import {
  type Counts,
  type Figures,
  type GateFigures,
  type Latency,
  MOST_TENANTS,
  type ToolFigures,
  type Usage,
  type UsageFilter,
} from './usage.js';

/** How a row is counted: as a call by its end, or apart. */
export type UsageKind = AuditEnd | 'unknown' | 'step' | 'dry_run' | 'replayed';

/** So many rows that have something in common: the key, their kind and, of a tool, their outcome. */
export interface CountedGroup {
  readonly by: 'day' | 'tool' | 'tenant' | 'gate';
  readonly key: string | null;
  readonly kind: UsageKind;
  readonly outcome: string | null;
  readonly calls: number;
}

/** Durations of all that ran, or of what has the key in common. */
export interface TimedGroup extends Latency {
  readonly by: 'all' | 'day' | 'tool';
  readonly key: string | null;
}

const DAY_MS = 86_400_000;
const MOST_CODES = 3;

/** Groups, however they were counted, to what a report says. */
export function gatherUsage(
  { from, until }: UsageFilter,
  counted: readonly CountedGroup[],
  timed: readonly TimedGroup[],
): Usage {
  const groupsBy = (by: CountedGroup['by']) =>
    grouped(
      counted.filter((group) => group.by === by),
      ({ key }) => key,
    );
  const latency = (by: TimedGroup['by'], key: string | null): Latency | null => {
    const found = timed.find((group) => group.by === by && group.key === key);
    return found ? { p50: round(found.p50), p95: round(found.p95), p99: round(found.p99) } : null;
  };
  const days = groupsBy('day');
  const all = [...days.values()].flat();
  const tools = [...groupsBy('tool')].flatMap(([tool, groups]): ToolFigures[] =>
    tool === null ? [] : [{ tool, ...countsOf(groups), latency: latency('tool', tool), codes: codesOf(groups) }],
  );
  const gates = [...groupsBy('gate')].flatMap(([gate, groups]): GateFigures[] =>
    gate === null ? [] : [{ gate: gate as Gate, calls: sum(groups, 'refused') }],
  );
  const tenants = [...groupsBy('tenant')]
    .map(([tenantId, groups]) => ({ tenantId, ...countsOf(groups) }))
    .filter(({ calls }) => calls > 0)
    .sort(mostCalls(({ tenantId }) => tenantId ?? ''));
  return {
    total: { ...countsOf(all), latency: latency('all', null) },
    apart: {
      unknown: sum(all, 'unknown'),
      steps: sum(all, 'step'),
      dryRuns: sum(all, 'dry_run'),
      replayed: sum(all, 'replayed'),
    },
    gates: gates.filter(({ calls }) => calls > 0).sort(mostCalls(({ gate }) => gate)),
    tools: tools.filter(({ calls }) => calls > 0).sort(mostCalls(({ tool }) => tool)),
    tenants: tenants.slice(0, MOST_TENANTS),
    moreTenants: Math.max(0, tenants.length - MOST_TENANTS),
    days: daysOf(from, until).map((day): Figures & { day: string } => ({
      day,
      ...countsOf(days.get(day) ?? []),
      latency: latency('day', day),
    })),
  };
}

function countsOf(groups: readonly CountedGroup[]): Counts {
  const [ok, asked, refused, failed] = [
    sum(groups, 'ok'),
    sum(groups, 'asked'),
    sum(groups, 'refused'),
    sum(groups, 'failed'),
  ];
  return { calls: ok + asked + refused + failed, ok, asked, refused, failed };
}

function codesOf(groups: readonly CountedGroup[]): ToolFigures['codes'] {
  const failed = groups.filter(({ kind }) => kind === 'failed');
  const codes = [...grouped(failed, ({ outcome }) => outcome ?? '')];
  return codes
    .map(([code, same]) => ({ code, calls: sum(same, 'failed') }))
    .sort(mostCalls(({ code }) => code))
    .slice(0, MOST_CODES);
}

function sum(groups: readonly CountedGroup[], kind: UsageKind): number {
  return groups.reduce((calls, group) => (group.kind === kind ? calls + group.calls : calls), 0);
}

function mostCalls<Item extends { readonly calls: number }>(nameOf: (item: Item) => string) {
  return (a: Item, b: Item): number => b.calls - a.calls || (nameOf(a) < nameOf(b) ? -1 : 1);
}

/** Every day that begins in the span. */
function daysOf(from: Date, until: Date): readonly string[] {
  const count = Math.ceil((until.getTime() - from.getTime()) / DAY_MS);
  return Array.from({ length: count }, (_, index) => dayOf(new Date(from.getTime() + index * DAY_MS)));
}

export function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** To a microsecond, as the audit keeps durations. */
const round = (ms: number): number => Math.round(ms * 1000) / 1000;

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
