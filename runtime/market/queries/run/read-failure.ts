import { QueryProblem } from '../query-problem.js';

interface DatabaseFailure {
  readonly code?: string;
  readonly message: string;
  readonly hint?: string;
}

const TIMES: readonly string[] = ['57014', '25P04', '25P03', '55P03'];
const TOO_MANY_CONNECTIONS = '53300';

/** What is told of a failure that may depend on rows: PostgreSQL's own words would hold their values. */
const sentences: Readonly<Record<string, string>> = {
  '22012': 'Something is divided by zero. Write nullif(divisor, 0) in its place.',
  '22P02': 'A value cannot be read as the type that it is cast to or compared with.',
  '22007': 'A text is no date or time. Write it like 2026-01-31 or 2026-01-31T12:00:00Z.',
  '22008': 'A date or time is out of range. Write it like 2026-01-31 or 2026-01-31T12:00:00Z.',
  '22003': 'A number is out of the range of its type.',
  '22023':
    'A function does not take one of its arguments: a part of a date, a time zone, a length or a number that it does not know.',
  '22011': 'The length of a substring is negative.',
  '2201E':
    'A logarithm is of a number above 0 only. Write nullif(number, 0) in its place, or leave rows out with WHERE.',
  '2201F': 'A root or power is of a number that has none. Leave rows out with WHERE.',
  '2201B': 'A regular expression cannot be read.',
  '21000': 'A subquery in the place of a value answers more than one row. Add LIMIT 1, or an aggregate.',
  '42501': 'The query reads what it may not. list_tables names what can be queried.',
  '25006': 'Queries only read.',
  '53400': 'The query needs more space on disk than one may use. Read less of it, or add a WHERE clause.',
  '53200': 'The query needs more memory than one may use. Read less of it, or add a WHERE clause.',
  '54001': 'The query is too complex. Ask for less at once.',
};

const CLASS_22 = 'A value in the query does not fit what is done with it.';
const OTHERWISE = 'The database could not run the query.';

/** Classes whose messages speak of the query's own words alone: names, types, grammar. */
const OF_THE_QUERY = ['42', '0A'];

/** The declared problem of whatever PostgreSQL answered, or null for what is no answer of PostgreSQL's. */
export function problemOf(error: unknown): QueryProblem | null {
  const { code, message, hint } = error as DatabaseFailure;
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) return null;
  if (TIMES.includes(code)) return timedOut();
  if (code === TOO_MANY_CONNECTIONS) return busy();
  return new QueryProblem('QUERY_FAILED', sentences[code] ?? ownSentence(code, message, hint));
}

function ownSentence(code: string, message: string, hint: string | undefined): string {
  if (code.startsWith('22')) return CLASS_22;
  if (!OF_THE_QUERY.includes(code.slice(0, 2))) return OTHERWISE;
  return [message, ...(hint === undefined ? [] : [hint])]
    .map((words) => `${capitalized(words).replace(/[.!?]?$/, '')}.`)
    .join(' ');
}

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function timedOut(unstoppable = false): QueryProblem {
  return new QueryProblem('QUERY_TIMEOUT', 'The query took too long and was stopped.', unstoppable);
}

export function busy(): QueryProblem {
  return new QueryProblem('QUERY_BUSY', 'Other long queries are running.');
}
