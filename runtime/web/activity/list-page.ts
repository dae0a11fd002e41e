import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { showPage } from '../show-page.js';
import { askedFilter, askedQuery } from './asked-filter.js';
import { filterChoices } from './filter-choices.js';
import { createNames, tenantWord } from './names.js';
import { type ScopeOf, withinScope } from './scope.js';
import { shownRow } from './shown-row.js';

const rowsShown = 50;

/** `GET /account/activity` and `GET /account/staff/activity`: rows of the audit, the newest first, a page at a time. */
export function showActivity(kernel: Kernel, scopeOf: ScopeOf): Stage {
  return async (exchange) => {
    const scope = await scopeOf(kernel, exchange);
    if (scope === null) return;
    const asked = askedFilter(exchange.query);
    const { fields, after, problems } = asked;
    const names = createNames(kernel, scope);
    const options = { limit: rowsShown, ...(after && { after }) };
    const { rows, next } =
      problems.length > 0 ? { rows: [], next: null } : await scope.log.page(withinScope(scope, asked), options);
    const everybody = scope.principalId === null;
    const query = askedQuery(fields);
    const page = {
      ...{ view: 'activity', visitor: scope.visitor, wide: true, status: problems.length > 0 ? 422 : 200 },
      title: everybody ? 'Activity on the platform' : 'Activity',
    };
    await showPage(kernel, exchange, page, {
      ...{ everybody, problems, fields, path: scope.path, tenantWord: tenantWord(kernel) },
      rows: await Promise.all(rows.map((row) => shownRow(row, scope, names))),
      filtered: query !== '',
      choices: await filterChoices(kernel, scope, fields),
      newest: after === null ? null : scope.path + query,
      older: next && scope.path + askedQuery(fields, next),
      file: `${scope.path}.csv${query}`,
    });
  };
}
