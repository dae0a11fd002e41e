import type { Kernel } from '../../call/call.js';
import type { Usage, UsageFilter } from '../../store/usage.js';
import { tenantWord } from '../activity/names.js';
import { shownDuration } from '../shown-duration.js';
import { activityPath, type Fields, usagePath, usageQuery } from './asked-usage.js';
import { type Bar, barsOf } from './bars.js';
import { refusedBy, shownErrorRate, shownNumber } from './shown-figures.js';

const most = 10;

/** A list of bars, and how many there are beyond it. */
export interface ShownBars {
  readonly bars: readonly Bar[];
  readonly more: string | null;
}

/** What was refused by which gate, and the tools and tenants that stand out. */
export async function shownBars(kernel: Kernel, filter: UsageFilter, fields: Fields, usage: Usage) {
  const { gates, tools, tenants, moreTenants } = usage;
  const failing = tools.filter(({ failed }) => failed > 0).sort((a, b) => b.failed - a.failed);
  const names = new Map<string | null, string>();
  for (const { tenantId } of tenants.slice(0, most)) names.set(tenantId, await tenantName(kernel, tenantId));
  return {
    gates: listed(
      gates.length,
      gates.length,
      barsOf(
        gates,
        ({ calls }) => calls,
        ({ gate, calls }) => ({
          ...{ label: refusedBy(gate), code: false, value: shownNumber(calls), note: gate },
          path: activityPath(filter, gate === null ? { unknown: '1' } : { result: 'refused', gate }),
        }),
      ),
    ),
    popular: listed(
      tools.length,
      most,
      barsOf(
        tools.slice(0, most),
        ({ calls }) => calls,
        (tool) => ({
          ...{ label: tool.tool, code: true, value: shownNumber(tool.calls) },
          note: tool.latency && `p50 ${shownDuration(tool.latency.p50)}, p95 ${shownDuration(tool.latency.p95)}`,
          path: usagePath + usageQuery({ ...fields, tool: tool.tool }),
        }),
      ),
    ),
    failing: listed(
      failing.length,
      most,
      barsOf(
        failing.slice(0, most),
        ({ failed }) => failed,
        (tool) => ({
          ...{ label: tool.tool, code: true, value: `${shownNumber(tool.failed)} (${shownErrorRate(tool)})` },
          note: tool.codes.map(({ code, calls }) => `${code} ${shownNumber(calls)}`).join(', '),
          path: activityPath(filter, { tool: tool.tool, result: 'failed' }),
        }),
      ),
    ),
    tenants: listed(
      tenants.length + moreTenants,
      most,
      barsOf(
        tenants.slice(0, most),
        ({ calls }) => calls,
        (tenant) => ({
          ...{ label: names.get(tenant.tenantId) ?? '', code: false, value: shownNumber(tenant.calls) },
          note: `${shownNumber(tenant.refused)} refused, ${shownNumber(tenant.failed)} failed`,
          path: tenant.tenantId && usagePath + usageQuery({ ...fields, tenant: tenant.tenantId }),
        }),
      ),
    ),
  };
}

function listed(count: number, limit: number, bars: readonly Bar[]): ShownBars {
  return { bars, more: count > limit ? shownNumber(count - limit) : null };
}

async function tenantName(kernel: Kernel, id: string | null): Promise<string> {
  if (id === null) return `No ${tenantWord(kernel)}`;
  return (await kernel.host.describeTenant?.(id)) ?? id;
}
