import type { Figures, Usage, UsageFilter } from '../../store/usage.js';
import { shownDuration } from '../shown-duration.js';
import { activityPath } from './asked-usage.js';
import { shownErrorRate, shownNumber } from './shown-figures.js';

interface Row {
  readonly name: string;
  readonly path: string;
  readonly cells: readonly string[];
}

/** The numbers of the plots, a row a day and a row a tool; each leads to its calls. */
export function shownTables(filter: UsageFilter, { days, tools }: Pick<Usage, 'days' | 'tools'>) {
  return {
    columns: ['Calls', 'Done', 'Asked', 'Refused', 'Failed', 'Errors', 'p50', 'p95', 'p99'],
    days: days.map(
      (day): Row => ({
        ...{ name: day.day, cells: cellsOf(day) },
        path: activityPath(filter, { from: day.day, to: day.day }),
      }),
    ),
    tools: tools.map(
      (tool): Row => ({
        ...{ name: tool.tool, cells: cellsOf(tool) },
        path: activityPath(filter, { tool: tool.tool }),
      }),
    ),
  };
}

function cellsOf({ latency, ...row }: Figures): readonly string[] {
  return [
    ...[row.calls, row.ok, row.asked, row.refused, row.failed].map(shownNumber),
    shownErrorRate(row),
    ...(latency ? [latency.p50, latency.p95, latency.p99].map(shownDuration) : ['–', '–', '–']),
  ];
}
