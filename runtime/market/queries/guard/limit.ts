import { type Fields, integerOf, isFields, nodeOf } from './fields.js';
import { reasons } from './reasons.js';
import type { Token } from './tokens.js';

/** A text with its limit, or why it can have none. */
export type Limited = { readonly sql: string; readonly limit: number } | { readonly rejected: string };

/**
 * The SELECT with at most so many rows: `LIMIT` added at its end, or its number lowered; everything else stays as it was
 * written. What stands before its first and after its last token (blanks, comments, a semicolon) is left out.
 */
export function limitTo(maximum: number, select: Fields, sql: string, tokens: readonly Token[]): Limited {
  if (select.limitOption === 'LIMIT_OPTION_WITH_TIES') return { rejected: reasons.ties };
  if (select.limitOffset !== undefined && wholeNumber(select.limitOffset) === undefined) {
    return { rejected: reasons.offset };
  }
  const bytes = Buffer.from(sql);
  const spoken = tokens.filter(({ kind }) => kind !== 'ASCII_59');
  const first = spoken[0]?.start ?? 0;
  const last = spoken.at(-1)?.end ?? bytes.length;
  const text = (start: number, end: number) => bytes.toString('utf8', start, end);
  if (select.limitCount === undefined) return { sql: `${text(first, last)} LIMIT ${maximum}`, limit: maximum };

  const asked = isAll(select.limitCount) ? Number.POSITIVE_INFINITY : wholeNumber(select.limitCount);
  if (asked === undefined) return { rejected: reasons.limit };
  if (asked <= maximum) return { sql: text(first, last), limit: asked };
  const at = nodeOf(select.limitCount, 'A_Const')?.location;
  const number = tokens.find(({ start }) => start === at);
  if (number === undefined) return { rejected: reasons.limit };
  return { sql: `${text(first, number.start)}${maximum}${text(number.end, last)}`, limit: maximum };
}

/** The whole number from 0 that a constant is, however large; undefined for everything else. */
export function wholeNumber(value: unknown): number | undefined {
  const large = nodeOf(value, 'A_Const')?.fval;
  const digits = isFields(large) && typeof large.fval === 'string' ? large.fval : '';
  const number = /^[0-9]+$/.test(digits) ? Number(digits) : integerOf(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** `LIMIT ALL` and `LIMIT NULL`: no limit. */
function isAll(value: unknown): boolean {
  return nodeOf(value, 'A_Const')?.isnull === true;
}
