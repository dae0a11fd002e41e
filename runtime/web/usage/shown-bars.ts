import type { Kernel } from '../../call/call.js';
import type { GateFigures, TenantFigures, ToolFigures, Usage, UsageFilter } from '../../store/usage.js';
import { tenantWord } from '../activity/names.js';
import { gateWords } from '../activity/words.js';
import { shownDuration } from '../shown-duration.js';
import { activityPath, type Fields, usagePath, usageQuery } from './asked-usage.js';
import { type Bar, barsOf } from './bars.js';
import { shownErrorRate, shownNumber } from './shown-figures.js';

const most = 10;

/** What a report is of, as its form has it and as it was read. */
interface Asked {
  readonly fields: Fields;
  readonly filter: UsageFilter;
}

/** A list of bars, and how many there are beyond it. */
interface ShownBars {
  readonly bars: readonly Bar[];
  readonly more: string | null;
}

/** What was refused by which gate, and the tools and tenants that stand out. */
export async function shownBars(kernel: Kernel, asked: Asked, usage: Usage) {
  const { gates, tools, tenants, moreTenants } = usage;
  const failing = tools.filter(({ failed }) => failed > 0).sort((a, b) => b.failed - a.failed);
  return {
    gates: listed(gateBars(asked, gates), gates.length),
    popular: listed(popularBars(asked, tools.slice(0, most)), tools.length),
    failing: listed(failingBars(asked, failing.slice(0, most)), failing.length),
    tenants: listed(await tenantBars(kernel, asked, tenants.slice(0, most)), tenants.length + moreTenants),
  };
}

function gateBars({ filter }: Asked, gates: readonly GateFigures[]): readonly Bar[] {
  const shown = ({ gate, calls }: GateFigures) => ({
    ...{ label: gateWords[gate], code: false, value: shownNumber(calls), note: gate },
    path: activityPath(filter, { result: 'refused', gate }),
  });
  return barsOf(gates, ({ calls }) => calls, shown);
}

function popularBars({ fields }: Asked, tools: readonly ToolFigures[]): readonly Bar[] {
  const shown = ({ tool, calls, latency }: ToolFigures) => ({
    ...{ label: tool, code: true, value: shownNumber(calls) },
    note: latency && `p50 ${shownDuration(latency.p50)}, p95 ${shownDuration(latency.p95)}`,
    path: usagePath + usageQuery({ ...fields, tool }),
  });
  return barsOf(tools, ({ calls }) => calls, shown);
}

function failingBars({ filter }: Asked, tools: readonly ToolFigures[]): readonly Bar[] {
  const shown = ({ tool, codes, ...figures }: ToolFigures) => ({
    ...{ label: tool, code: true, value: shownNumber(figures.failed) },
    note: `${shownErrorRate(figures)} failed: ${codes.map(({ code, calls }) => `${code} ${shownNumber(calls)}`).join(', ')}`,
    path: activityPath(filter, { tool, result: 'failed' }),
  });
  return barsOf(tools, ({ failed }) => failed, shown);
}

async function tenantBars(
  kernel: Kernel,
  { fields }: Asked,
  tenants: readonly TenantFigures[],
): Promise<readonly Bar[]> {
  const names = new Map<string | null, string>([[null, `No ${tenantWord(kernel)}`]]);
  for (const { tenantId } of tenants) {
    if (tenantId !== null) names.set(tenantId, (await kernel.host.describeTenant?.(tenantId)) ?? tenantId);
  }
  const shown = ({ tenantId, calls, refused, failed }: TenantFigures) => ({
    ...{ label: names.get(tenantId) ?? '', code: false, value: shownNumber(calls) },
    note: `${shownNumber(refused)} refused, ${shownNumber(failed)} failed`,
    path: tenantId && usagePath + usageQuery({ ...fields, tenant: tenantId }),
  });
  return barsOf(tenants, ({ calls }) => calls, shown);
}

function listed(bars: readonly Bar[], count: number): ShownBars {
  return { bars, more: count > bars.length ? shownNumber(count - bars.length) : null };
}
