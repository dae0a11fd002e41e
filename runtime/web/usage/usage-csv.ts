import { stringify } from 'csv-stringify/sync';
import { csvCell } from '../../call/output/csv-cell.js';
import { type Counts, errorRate, type Figures, type Usage } from '../../store/usage.js';

const columns = ['calls', 'ok', 'asked', 'refused', 'failed', 'error rate', 'p50 ms', 'p95 ms', 'p99 ms'];

/** The days of a report, a line each. Rates are parts of one. */
export function daysCsv({ days }: Usage): string {
  return lines(
    ['day', ...columns],
    days.map((day) => [day.day, ...figures(day)]),
  );
}

/** The tools, with the codes they failed with most: `NOT_FOUND 12; CONFLICT 3`. */
export function toolsCsv({ tools }: Usage): string {
  const rows = tools.map((tool) => [tool.tool, ...figures(tool), codesOf(tool)]);
  return lines(['tool', ...columns, 'codes'], rows);
}

/** All of a report in one table: `by` says what the key of a line is. */
export function usageCsv({ total, days, tools, tenants, gates, apart }: Usage): string {
  const { unknown, steps, dryRuns, replayed } = apart;
  return lines(
    ['by', 'key', ...columns, 'codes'],
    [
      ['total', '', ...figures(total)],
      ...days.map((day) => ['day', day.day, ...figures(day)]),
      ...tools.map((tool) => ['tool', tool.tool, ...figures(tool), codesOf(tool)]),
      ...tenants.map((tenant) => ['tenant', tenant.tenantId ?? '', ...counts(tenant)]),
      ...gates.map(({ gate, calls }) => ['gate', gate, calls, '', '', calls]),
      ...Object.entries({ unknown, steps, 'dry runs': dryRuns, replayed }).map(([what, calls]) => [
        'apart',
        what,
        calls,
      ]),
    ],
  );
}

type Cell = string | number | null;

const counts = (row: Counts): Cell[] => [row.calls, row.ok, row.asked, row.refused, row.failed, errorRate(row)];

const figures = ({ latency, ...row }: Figures): Cell[] => [
  ...counts(row),
  ...(latency ? [latency.p50, latency.p95, latency.p99] : []),
];

const codesOf = ({ codes }: Usage['tools'][number]): string =>
  codes.map(({ code, calls }) => `${code} ${calls}`).join('; ');

/** What a spreadsheet would run is text there. */
function lines(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => header.map((_, index) => csvCell(String(row[index] ?? ''))));
  return stringify([[...header], ...cells]);
}
