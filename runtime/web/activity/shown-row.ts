import { auditEnd } from '../../store/audit-log.js';
import type { AuditRecord } from '../../store/audit-sink.js';
import { shownDuration } from '../shown-duration.js';
import { type ShownMoment, shownMoment } from '../shown-moment.js';
import type { Names } from './names.js';
import type { Scope } from './scope.js';
import { gateWords, resultWords, wireWords } from './words.js';

/** What a row is about, by name and by id. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** A row of the audit as a page lists it. */
export interface ShownRow {
  readonly path: string;
  readonly at: ShownMoment;
  readonly tool: string;
  readonly action: string | null;
  readonly end: string;
  readonly result: string;
  /** Why not, in words; null where it was done. */
  readonly why: string | null;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly connection: Named | null;
  readonly tenant: Named | null;
  /** On pages of everybody's alone. */
  readonly person: Named | null;
  readonly address: string | null;
  readonly repeats: number | null;
  readonly wire: string;
  readonly duration: string;
  readonly trace: { readonly id: string; readonly short: string; readonly path: string };
}

export async function shownRow(row: AuditRecord, { path, principalId }: Scope, names: Names): Promise<ShownRow> {
  const { at, tool, action, outcome, dryRun, replayed, address, repeats, traceId, wire, durationMs } = row;
  const end = auditEnd(row);
  const named = async (id: string | null, field: string, find: (id: string) => Promise<string | null>) =>
    id === null ? null : { id, name: (await find(id)) ?? id, path: `${path}?${new URLSearchParams({ [field]: id })}` };
  return {
    path: `${path}/${row.id}`,
    at: shownMoment(at),
    tool: tool ?? 'no call: nobody was known',
    ...{ action, end, result: resultWords[end], why: whyNot(row), dryRun, replayed },
    connection: await named(row.connectionId, 'connection', names.connection),
    tenant: await named(row.tenantId, 'tenant', names.tenant),
    person: principalId === null ? await named(row.principalId, 'person', names.person) : null,
    ...{ address, repeats: repeats > 1 ? repeats : null, wire: wireWords[wire] },
    duration: shownDuration(durationMs),
    trace: { id: traceId, short: traceId.slice(0, 8), path: `${path}?trace=${traceId}` },
  };

  function whyNot({ gate }: AuditRecord): string | null {
    if (end === 'ok' || end === 'asked') return end === 'ok' ? null : 'it asked its client for more';
    return gate === null ? outcome : `${gateWords[gate]} (${outcome})`;
  }
}
