import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Kernel } from '../../call/call.js';
import { csvCell } from '../../call/output/csv-cell.js';
import type { Stage } from '../../http/exchange.js';
import { type AuditFilter, auditEnd, streamAudit } from '../../store/audit-log.js';
import type { AuditRecord } from '../../store/audit-sink.js';
import type { Rate } from '../../store/limiter.js';
import { PageError } from '../page-error.js';
import { askedFilter } from './asked-filter.js';
import { createNames, type Names, tenantWord } from './names.js';
import { type ScopeOf, withinScope } from './scope.js';
import { gateWords } from './words.js';

const DAY_MS = 86_400_000;
const mostDays = 90;
const perPerson: Rate = { calls: 30, per: 'hour' };

/**
 * `GET /account/activity.csv`, and the same for the staff: all rows of the page's filter, of 90 days at most, as they are read
 * from the database. What a spreadsheet would run is text there.
 */
export function sendActivity(kernel: Kernel, scopeOf: ScopeOf): Stage {
  return async (exchange) => {
    const scope = await scopeOf(kernel, exchange);
    if (scope === null) return;
    const asked = askedFilter(exchange.query);
    if (asked.problems.length > 0) throw new PageError(422, 'Nobody can look for that', asked.problems.join(' '));
    const key = `activity.csv ${scope.visitor.principal.id}`.slice(0, 100);
    const window = await kernel.host.store.limiter.take(key, perPerson);
    if (window?.allowed === false) {
      exchange.set('Retry-After', String(Math.ceil(window.resetMs / 1_000)));
      throw new PageError(429, 'That was often', `At most ${perPerson.calls} files are made for you in an hour.`);
    }
    const filter = withinScope(scope, asked);
    const days = daysOf(filter, kernel.now());
    const columns = columnsOf(createNames(kernel, scope), tenantWord(kernel), scope.principalId === null);
    const file = stringify({ bom: true, header: true, columns: columns.map(([name]) => name) });
    const records = Readable.from(recordsOf(streamAudit(scope.log, { ...filter, from: days.from }), columns));
    // Whoever goes away ends the reading; where reading fails the file is cut off, and the browser says so.
    pipeline(records, file, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') kernel.log.error({ err: error }, 'a file of activity');
    });
    exchange.attachment(fileName(days));
    exchange.type = 'text/csv; charset=utf-8';
    exchange.body = file;
  };
}

type Column = readonly [name: string, read: (row: AuditRecord) => unknown];

function columnsOf(names: Names, tenant: string, everybody: boolean): readonly Column[] {
  const name = (id: string | null, find: (id: string) => Promise<string | null>) => (id === null ? null : find(id));
  return [
    ['time', ({ at }) => at.toISOString()],
    ['tool', ({ tool }) => tool],
    ['action', ({ action }) => action],
    ['write mode', ({ writeMode }) => writeMode],
    ['result', auditEnd],
    ['outcome', ({ outcome }) => outcome],
    ['gate', ({ gate }) => gate],
    ['why', ({ gate }) => gate && gateWords[gate]],
    ['connection id', ({ connectionId }) => connectionId],
    ['connection', ({ connectionId }) => name(connectionId, names.connection)],
    [`${tenant} id`, ({ tenantId }) => tenantId],
    [tenant, ({ tenantId }) => name(tenantId, names.tenant)],
    ...(everybody ? columnsOfEverybody(names) : []),
    ['wire', ({ wire }) => wire],
    ['milliseconds', ({ durationMs }) => durationMs],
    ['dry run', ({ dryRun }) => (dryRun ? 'yes' : '')],
    ['replayed', ({ replayed }) => (replayed ? 'yes' : '')],
    ['arguments', ({ arguments: sent }) => (sent === null ? null : JSON.stringify(sent))],
    ['facts', ({ facts }) => facts.join('; ')],
    ['system reasons', ({ systemReasons }) => systemReasons.join('; ')],
    ['trace id', ({ traceId }) => traceId],
    ['id', ({ id }) => id],
    ['step of', ({ parentId }) => parentId],
  ];
}

function columnsOfEverybody({ person }: Names): readonly Column[] {
  return [
    ['person id', ({ principalId }) => principalId],
    ['person', ({ principalId }) => (principalId === null ? null : person(principalId))],
    ['address', ({ address }) => address],
    ['repeats', ({ repeats }) => repeats],
  ];
}

async function* recordsOf(rows: AsyncIterable<AuditRecord>, columns: readonly Column[]) {
  for await (const row of rows) {
    const values = await Promise.all(columns.map(([, read]) => read(row)));
    yield values.map((value) => csvCell(String(value ?? '')));
  }
}

/** The days that are asked for, the last 90 of them: from the first until the moment that is too late, which is not to come. */
function daysOf({ from, until }: AuditFilter, now: Date): { readonly from: Date; readonly until: Date } {
  const end = until && until < now ? until : now;
  const earliest = new Date(end.getTime() - mostDays * DAY_MS);
  return { from: from && from > earliest ? from : earliest, until: end };
}

/** `activity-2026-08-23-to-2026-11-21.csv`: the first day and the last. */
function fileName({ from, until }: { readonly from: Date; readonly until: Date }): string {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  return `activity-${day(from)}-to-${day(new Date(until.getTime() - 1))}.csv`;
}
