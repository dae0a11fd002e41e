import { type Fields, integerOf, listOf, namesIn, nodeOf, textOf } from './fields.js';

/** Between which moments one lies that is not known exactly, in milliseconds since 1970. */
interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

const second = 1_000;
const day = 86_400 * second;
const year = 365 * day;

/** The shortest that each unit can be. */
const units: ReadonlyMap<string, number> = new Map([
  ['second', second],
  ['minute', 60 * second],
  ['hour', 3_600 * second],
  ['day', day],
  ['week', 7 * day],
  ['month', 28 * day],
  ['year', year],
]);

const clocks: ReadonlySet<string> = new Set(['now', 'transaction_timestamp', 'statement_timestamp']);
const datesAndTimes: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);

/**
 * The interval that a node is, in milliseconds: one number with one unit. Two of them could cancel each other out in some
 * months, and the series would never end.
 */
export function spanOf(node: unknown): number | undefined {
  const cast = nodeOf(node, 'TypeCast');
  const text = textOf(cast === undefined ? node : typeOf(cast) === 'interval' ? cast.arg : undefined);
  const [, number, unit = ''] = /^\s*([+-]?[0-9]{1,6})\s*([a-z]+?)s?\s*$/i.exec(text ?? '') ?? [];
  const length = units.get(unit.toLowerCase());
  return length === undefined ? undefined : Number(number) * length;
}

/** When a node is, if it is known from the query: a date written out, today, or what is reckoned from these. */
export function momentOf(node: unknown): Moment | undefined {
  const text = textOf(node);
  if (text !== undefined) return written(text);
  if (nodeOf(node, 'SQLValueFunction') !== undefined) return around(Date.now(), day);
  if (nodeOf(node, 'ColumnRef') !== undefined) return ofData();
  const cast = nodeOf(node, 'TypeCast');
  if (cast !== undefined) return datesAndTimes.has(typeOf(cast)) ? widen(momentOf(cast.arg), day) : undefined;
  const call = nodeOf(node, 'FuncCall');
  if (call !== undefined) return momentOfCall(call);
  const link = nodeOf(node, 'SubLink');
  if (link !== undefined) return momentOfSubquery(link);
  const sum = nodeOf(node, 'A_Expr');
  return sum === undefined ? undefined : momentOfSum(sum);
}

function momentOfCall(call: Fields): Moment | undefined {
  const name = namesIn(call.funcname).at(-1) ?? '';
  const [first, second] = listOf(call.args);
  if (clocks.has(name)) return around(Date.now(), day);
  if (name === 'min' || name === 'max') return momentOf(first);
  if (name === 'timezone') return widen(momentOf(second), day);
  if (name === 'date_trunc' && (textOf(first) === 'quarter' || units.has(textOf(first) ?? ''))) {
    return widen(momentOf(second), year);
  }
  return undefined;
}

function momentOfSubquery({ subselect }: Fields): Moment | undefined {
  const [target] = listOf(nodeOf(subselect, 'SelectStmt')?.targetList);
  return momentOf(nodeOf(target, 'ResTarget')?.val);
}

function momentOfSum({ name, lexpr, rexpr }: Fields): Moment | undefined {
  const [operator] = namesIn(name);
  const sign = operator === '+' ? 1 : operator === '-' ? -1 : undefined;
  const from = momentOf(lexpr);
  const days = integerOf(rexpr);
  const span = days === undefined ? spanOf(rexpr) : days * day;
  if (sign === undefined || from === undefined || span === undefined) return undefined;
  // A month may be three days longer than the shortest.
  const by = sign * span;
  const slack = Math.abs(span) / 9;
  return { earliest: from.earliest + by - slack, latest: from.latest + by + slack };
}

function written(text: string): Moment | undefined {
  const [, date] = /^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?\s*$/.exec(text) ?? [];
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : around(at, day);
}

/** What tables have lies within ten years; where a query makes it up, the clock of the one who runs it is the bound. */
function ofData(): Moment {
  return around(Date.now(), 10 * year);
}

function around(at: number, slack: number): Moment {
  return { earliest: at - slack, latest: at + slack };
}

function widen(moment: Moment | undefined, slack: number): Moment | undefined {
  return moment && { earliest: moment.earliest - slack, latest: moment.latest + slack };
}

function typeOf({ typeName }: Fields): string {
  return namesIn((typeName as Fields | undefined)?.names).at(-1) ?? '';
}
