import type { Kernel } from '../../call/call.js';
import type { KeptConnection } from '../../store/connections.js';
import { createNames } from '../activity/names.js';
import { ownPath } from '../activity/scope.js';
import { type ShownRow, shownRow } from '../activity/shown-row.js';
import type { Visitor } from '../visitor.js';
import { reachOf } from './reach.js';

/** What a connection may really do now, and what it has done. */
export interface ShownUse {
  readonly usable: number;
  readonly open: number;
  /** Tools that it is allowed and cannot use now, with the reason. */
  readonly without: readonly { readonly name: string; readonly title: string; readonly why: string }[];
  /** The last calls; null where nobody can read the audit. */
  readonly rows: readonly ShownRow[] | null;
  readonly activity: string;
}

const shownCalls = 10;

export async function showUse(kernel: Kernel, visitor: Visitor, kept: KeptConnection): Promise<ShownUse> {
  const { principal } = visitor;
  const log = kernel.host.store.auditLog;
  const scope = log && { visitor, log, principalId: principal.id, path: ownPath };
  const page = await log?.page({ principalId: principal.id, connectionId: kept.id }, { limit: shownCalls });
  const names = scope && createNames(kernel, scope);
  const { usable, open, without } = reachOf(kernel, principal, kept);
  return {
    usable: usable.length,
    open: open.length,
    without,
    rows: page && scope && names ? await Promise.all(page.rows.map((row) => shownRow(row, scope, names))) : null,
    activity: `${ownPath}?connection=${kept.id}`,
  };
}
