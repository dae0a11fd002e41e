import { dayOf } from './gather-usage.js';

const DAY_MS = 86_400_000;
const DAYS_KEPT = 90;
const DAYS_SHOWN = 7;

/** What a person asks for; days are written as `2026-11-21`, and the last one counts. */
export interface AskedSpan {
  readonly days?: number;
  readonly from?: string;
  readonly until?: string;
}

/** From a midnight of UTC until the first moment that is too late. */
export interface UsageSpan {
  readonly from: Date;
  readonly until: Date;
}

/** The days that are meant, the last seven where nothing is said. Throws a sentence where there are none, or too many. */
export function usageSpan({ days, from, until }: AskedSpan, now: Date): UsageSpan {
  if (days !== undefined && from !== undefined) {
    throw new Error('Say how many days or from which day on, not both.');
  }
  const last = midnight(until ?? dayOf(now));
  const end = new Date(last.getTime() + DAY_MS);
  const count = days ?? DAYS_SHOWN;
  const first = from === undefined ? new Date(end.getTime() - count * DAY_MS) : midnight(from);
  if (first > last) throw new Error(`The first day, ${dayOf(first)}, is after the last, ${dayOf(last)}.`);
  if ((end.getTime() - first.getTime()) / DAY_MS > DAYS_KEPT) {
    throw new Error(`A report is of at most ${DAYS_KEPT} days: the audit is not kept for longer.`);
  }
  return { from: first, until: end };
}

/** In sentences, what figures of a span cannot have: days that are forgotten, and what is still to come. */
export function spanNotes(span: UsageSpan, now: Date): readonly string[] {
  const today = dayOf(now);
  const oldest = dayOf(new Date(now.getTime() - DAYS_KEPT * DAY_MS));
  const last = lastDayOf(span);
  return [
    ...(dayOf(span.from) < oldest ? [`Days before ${oldest} are no longer kept.`] : []),
    ...(last < today ? [] : [last === today ? `${today} is not over yet.` : `Days after ${today} are still to come.`]),
  ];
}

/** The last day that counts. */
export function lastDayOf({ until }: Pick<UsageSpan, 'until'>): string {
  return dayOf(new Date(until.getTime() - 1));
}

/** Whether it is a day there is, of a year that people mean. */
export function isDay(text: string): boolean {
  if (!/^(?:19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && dayOf(at) === text;
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);
