import { dayOf } from '../store/gather-usage.js';
import { errorRate, type Figures, type ToolFigures, type Usage, type UsageFilter } from '../store/usage.js';
import { lastDayOf } from '../store/usage-span.js';
import { gateWords } from '../web/activity/words.js';
import { shownDuration } from '../web/shown-duration.js';
import { shownErrorRate, shownNumber } from '../web/usage/shown-figures.js';
import { type Columns, cut, textTable } from './text-table.js';

const WIDTH = 80;
const ROWS = 10;

/** A report for a terminal of 80 columns. `notes` are sentences about its days. */
export function usageText(filter: UsageFilter, { total, apart, ...lists }: Usage, notes: readonly string[]): string {
  const failing = lists.tools.filter(({ failed }) => failed > 0).sort((a, b) => b.failed - a.failed);
  const sections = [
    [heading(filter), ...notes].join('\n'),
    totals(total),
    section(
      'By day',
      ['<day', ...figureNames],
      lists.days.map((day) => [day.day, ...figureCells(day)]),
      Infinity,
    ),
    section(
      'Most called',
      ['<tool', ...figureNames],
      lists.tools.map((tool) => [tool.tool, ...figureCells(tool)]),
    ),
    section('Most failing', ['<tool', 'failed', 'errors', '<with'], failing.map(failingCells)),
    section(
      'Refused by',
      ['<gate', '<because', 'calls'],
      lists.gates.map(({ gate, calls }) => [gate, gateWords[gate], shownNumber(calls)]),
      Infinity,
    ),
    section(
      'By tenant',
      ['<tenant', 'calls', 'refused', 'failed', 'errors'],
      lists.tenants.map((tenant) => [tenant.tenantId ?? 'none', ...countCells(tenant)]),
      ROWS,
      lists.moreTenants,
    ),
    apartLines(apart),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function heading({ from, until, tenantId, tool }: UsageFilter): string {
  const [first, last] = [dayOf(from), lastDayOf({ until })];
  const days = first === last ? `on ${first}` : `from ${first} to ${last}`;
  return [
    `Usage ${days} (UTC)`,
    ...(tenantId === undefined ? [] : [`Tenant  ${tenantId}`]),
    ...(tool === undefined ? [] : [`Tool    ${tool}`]),
  ].join('\n');
}

function totals(total: Figures): string {
  const { latency } = total;
  const rate = errorRate(total) === null ? '' : `, ${shownErrorRate(total)} of what was let through`;
  return [
    ...[`Calls    ${shownNumber(total.calls)}`, `Done     ${shownNumber(total.ok)}`],
    ...[`Failed   ${shownNumber(total.failed)}${rate}`, `Refused  ${shownNumber(total.refused)}`],
    `Asked    ${shownNumber(total.asked)}`,
    ...(latency
      ? [
          `Took     ${(['p50', 'p95', 'p99'] as const).map((part) => `${part} ${shownDuration(latency[part])}`).join(', ')}`,
        ]
      : []),
  ].join('\n');
}

function apartLines({ unknown, steps, dryRuns, replayed }: Usage['apart']): string {
  const rows: readonly (readonly [string, number])[] = [
    ['requests of nobody who was known', unknown],
    ['steps of composites', steps],
    ['dry runs', dryRuns],
    ['answers kept under an idempotency key', replayed],
  ];
  return section(
    'In none of these figures',
    ['<what', 'number'],
    rows.filter(([, count]) => count > 0).map(([what, count]) => [what, shownNumber(count)]),
  );
}

/** '' where there is nothing to tell. `beyond`: how many rows there are that are not given, nor in any format. */
function section(
  title: string,
  columns: Columns,
  rows: readonly (readonly string[])[],
  most = ROWS,
  beyond = 0,
): string {
  if (rows.length === 0) return '';
  const cutOff = rows.length - Math.min(rows.length, most);
  const lines = textTable(columns, rows.slice(0, most), WIDTH);
  const had = beyond === 0 ? 'them' : `${shownNumber(cutOff)} of them`;
  const more = `and ${shownNumber(cutOff + beyond)} more: --format json has ${had}`;
  return [title, ...lines, ...(cutOff > 0 ? [more] : [])].join('\n');
}

const figureNames: Columns = ['calls', 'refused', 'failed', 'errors', 'p50', 'p95', 'p99'];

const countCells = (row: Parameters<typeof shownErrorRate>[0]): readonly string[] => [
  ...[row.calls, row.refused, row.failed].map(shownNumber),
  shownErrorRate(row),
];

const figureCells = ({ latency, ...row }: Figures): readonly string[] => [
  ...countCells(row),
  ...(latency ? [latency.p50, latency.p95, latency.p99].map(shownDuration) : ['–', '–', '–']),
];

const failingCells = (tool: ToolFigures): readonly string[] => [
  ...[cut(tool.tool, WIDTH / 2), shownNumber(tool.failed), shownErrorRate(tool)],
  tool.codes.map(({ code, calls }) => `${code} ${shownNumber(calls)}`).join(', '),
];
