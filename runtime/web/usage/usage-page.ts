import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { dayOf } from '../../store/gather-usage.js';
import { lastDayOf, spanNotes } from '../../store/usage-span.js';
import { tenantWord } from '../activity/names.js';
import { visitingOperator } from '../operator.js';
import { showPage } from '../show-page.js';
import { activityPath, askedUsage, daysOffered, usagePath, usageQuery } from './asked-usage.js';
import { keyFigures, shownApart } from './key-figures.js';
import { readUsage } from './read-usage.js';
import { shownBars } from './shown-bars.js';
import { shownTables } from './shown-tables.js';

/** `GET /account/staff/usage`, with `days`, `to`, `tenant` and `tool`: how tools are used, in figures and plots. */
export function showUsage(kernel: Kernel): Stage {
  return async (exchange) => {
    const visitor = await visitingOperator(kernel, exchange);
    if (visitor === null) return;
    const { fields, filter, problem } = askedUsage(exchange.query, kernel.now());
    const usage = await readUsage(kernel, filter);
    const { shownPlots } = await import('./shown-plots.js');
    const { total, apart, days, tools } = usage;
    const counted = total.calls > 0;
    const word = tenantWord(kernel);
    const page = { view: 'usage', title: 'Usage', visitor, wide: true, status: problem === null ? 200 : 422 };
    const query = usageQuery(fields);
    await showPage(kernel, exchange, page, {
      ...{
        path: usagePath,
        fields,
        problem,
        tenantWord: word,
        filtered: query !== '',
        counted: counted && problem === null,
      },
      span: { from: dayOf(filter.from), to: lastDayOf(filter), days: days.length, one: days.length === 1 },
      notes: spanNotes(filter, kernel.now()),
      choices: {
        days: daysOffered.map((count) => ({ count, chosen: days.length === count, one: count === 1 })),
        other: daysOffered.some((count) => count === days.length) ? null : days.length,
        tools: [...new Set([...kernel.handlers.values()].map(({ tool }) => tool.name))].sort(),
      },
      ...{ key: keyFigures(total), apart: shownApart(apart) },
      plots: counted ? shownPlots(usage) : null,
      bars: await shownBars(kernel, { fields, filter }, usage),
      tables: shownTables(filter, { days, tools }),
      ...{
        activity: activityPath(filter),
        strangers: activityPath(filter, { unknown: '1', counted: '' }),
        daysFile: `${usagePath}/days.csv${query}`,
        toolsFile: `${usagePath}/tools.csv${query}`,
      },
    });
  };
}
