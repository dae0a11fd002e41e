import type { Kernel } from '../../call/call.js';
import type { Stage } from '../../http/exchange.js';
import { notFound } from '../page-error.js';
import { showPage } from '../show-page.js';
import { createNames, tenantWord } from './names.js';
import type { ScopeOf } from './scope.js';
import { shownRow } from './shown-row.js';

/** `GET /account/activity/<id>`, and the same below the staff's page: all that is known of one call. */
export function showEntry(kernel: Kernel, scopeOf: ScopeOf): Stage {
  return async (exchange) => {
    const scope = await scopeOf(kernel, exchange);
    if (scope === null) return;
    const id = exchange.path.split('/').at(-1) ?? '';
    const entry = await scope.log.find(id, scope.principalId);
    if (entry === null) throw notFound();
    const { row, parent, steps } = entry;
    const names = createNames(kernel, scope);
    const shown = await shownRow(row, scope, names);
    const page = { view: 'activity-entry', title: shown.tool, visitor: scope.visitor };
    await showPage(kernel, exchange, page, {
      ...{ id: row.id, row: shown, path: scope.path, tenantWord: tenantWord(kernel) },
      ...{ outcome: row.outcome, writeMode: row.writeMode, facts: row.facts, systemReasons: row.systemReasons },
      arguments: row.arguments === null ? null : JSON.stringify(row.arguments, null, 2),
      parent: parent && (await shownRow(parent, scope, names)),
      steps: await Promise.all(steps.map((step) => shownRow(step, scope, names))),
    });
  };
}
