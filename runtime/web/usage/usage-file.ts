import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { dayOf } from '../../store/gather-usage.js';
import { lastDayOf } from '../../store/usage-span.js';
import { visitingOperator } from '../operator.js';
import { PageError } from '../page-error.js';
import { askedUsage } from './asked-usage.js';
import { readUsage } from './read-usage.js';

/** `GET /account/staff/usage/days.csv` and `/tools.csv`: tables of the page's report. */
export function usageFile(kernel: Kernel, table: 'days' | 'tools'): Stage {
  return async (exchange) => {
    if ((await visitingOperator(kernel, exchange)) === null) return;
    const { filter, problem } = askedUsage(exchange.query, kernel.now());
    if (problem !== null) throw new PageError(422, 'Nobody can count that', problem);
    const { daysCsv, toolsCsv } = await import('./usage-csv.js');
    const usage = await readUsage(kernel, filter);
    exchange.attachment(`usage-by-${table.slice(0, -1)}-${dayOf(filter.from)}-to-${lastDayOf(filter)}.csv`);
    exchange.type = 'text/csv; charset=utf-8';
    exchange.body = `\ufeff${table === 'days' ? daysCsv(usage) : toolsCsv(usage)}`;
  };
}
