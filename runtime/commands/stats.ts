import { type Command, InvalidArgumentError } from 'commander';
import { dayOf } from '../store/gather-usage.js';
import { type Counts, errorRate, type Usage, type UsageFilter } from '../store/usage.js';
import { isDay, lastDayOf, spanNotes, usageSpan } from '../store/usage-span.js';
import { days } from './key-options.js';
import { withDatabase } from './with-database.js';

interface StatsOptions {
  readonly days?: number;
  readonly from?: string;
  readonly until?: string;
  readonly tenant?: string;
  readonly tool?: string;
  readonly format: Format;
}

type Format = 'text' | 'json' | 'csv';

/** `toolwright stats`: figures of the audit. It reads, and changes nothing. */
export function register(cli: Command): void {
  cli
    .command('stats')
    .description('Tell how tools are used: calls, errors, refusals, latency, by day, tool and tenant.')
    .option('--days <number>', 'so many days, 1 to 90, the last of them today or that of --until (default: 7)', days)
    .option('--from <day>', 'from this day on, such as 2026-11-15 (UTC)', day)
    .option('--until <day>', 'until the end of this day, otherwise of today', day)
    .option('--tenant <id>', 'calls for this tenant alone', named)
    .option('--tool <name>', 'calls of this tool alone', named)
    .option('--format <format>', 'text, json or csv', format, 'text')
    .addHelpText('after', help)
    .action((options: StatsOptions) => stats(options));
}

const help = `
Days are those of UTC. The error rate is the part that failed of the calls that
were let through. Latency is of what ran, done or failed; between two calls the
percentiles are interpolated, as PostgreSQL's percentile_cont does. Told apart,
and in no other figure: requests of nobody who was known, steps of composites,
dry runs, and answers that were kept under an idempotency key. What people did
on pages by themselves and operators at the command line is not counted. The
audit is kept for 90 days.`;

function stats({ format, ...options }: StatsOptions): Promise<void> {
  return withDatabase(async (knex) => {
    const { createPostgresUsage } = await import('../store/postgres/usage.js');
    const { declaredTools, toolNamed } = await import('./declared-tools.js');
    const declared = declaredTools(process.cwd());
    const wire = options.tool?.replaceAll('.', '_');
    // What is declared no more, and resources, stand in the audit too.
    const tool = wire !== undefined && declared?.includes(wire) ? wire : options.tool;
    const now = new Date();
    const span = usageSpan(options, now);
    const { tenant: tenantId } = options;
    const filter = { ...span, ...(tenantId !== undefined && { tenantId }), ...(tool !== undefined && { tool }) };
    const usage = await createPostgresUsage(knex)(filter);
    if (tool !== undefined && isEmpty(usage)) toolNamed(tool, declared);
    const { usageText } = await import('./usage-text.js');
    const { usageCsv } = await import('../web/usage/usage-csv.js');
    if (format === 'json') console.log(JSON.stringify(inJson(filter, usage), null, 2));
    else if (format === 'csv') process.stdout.write(usageCsv(usage));
    else console.log(usageText(filter, usage, spanNotes(span, now)));
  });
}

const isEmpty = ({ total, apart }: Usage): boolean => total.calls + apart.steps + apart.dryRuns + apart.replayed === 0;

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Write a day as 2026-11-21.');
}

/** A shell's variable that is not set would ask for what nobody has called. */
function named(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty. Leave the option out to have all of them.');
}

function format(text: string): Format {
  if (text === 'text' || text === 'json' || text === 'csv') return text;
  throw new InvalidArgumentError('There are the formats text, json and csv.');
}

/** With the error rates, which whoever reads the figures would work out. The last day counts. */
function inJson({ from, until, ...which }: UsageFilter, { total, days, tools, tenants, ...same }: Usage): object {
  const rated = <Row extends Counts>(row: Row) => ({ ...row, errorRate: errorRate(row) });
  return {
    span: { from: dayOf(from), until: lastDayOf({ until }), ...which },
    ...{ total: rated(total), ...same, days: days.map(rated), tools: tools.map(rated), tenants: tenants.map(rated) },
  };
}
