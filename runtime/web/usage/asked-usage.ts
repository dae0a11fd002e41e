import type { ParsedUrlQuery } from 'node:querystring';
import { dayOf } from '../../store/gather-usage.js';
import type { UsageFilter } from '../../store/usage.js';
import { isDay, lastDayOf, usageSpan } from '../../store/usage-span.js';

export const usagePath = '/account/staff/usage';

const longestText = 200;
const fieldNames = ['days', 'to', 'tenant', 'tool'] as const;

/** Each field of the form as it was sent; '' where it was not. */
export type Fields = Readonly<Record<(typeof fieldNames)[number], string>>;

export interface AskedUsage {
  readonly fields: Fields;
  readonly filter: UsageFilter;
  /** What of it nobody can count, in a sentence; the filter is then of the last days. */
  readonly problem: string | null;
}

/** How many days the form offers. */
export const daysOffered = [1, 7, 14, 30, 90] as const;

/** Reads the form of the page, which is the query of its address. `to` is a day that counts as well. */
export function askedUsage(query: ParsedUrlQuery, now: Date): AskedUsage {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, longestText) : '';
  };
  const fields: Fields = { days: text('days'), to: text('to'), tenant: text('tenant'), tool: text('tool') };
  const { days, to, tenant, tool } = fields;
  const which = { ...(tenant && { tenantId: tenant }), ...(tool && { tool }) };
  const problem = problemOf(fields);
  const asked = problem === null ? { ...(days && { days: Number(days) }), ...(to && { until: to }) } : {};
  return { fields, problem, filter: { ...usageSpan(asked, now), ...which } };
}

function problemOf({ days, to }: Fields): string | null {
  if (days !== '' && !/^(?:[1-9]|[1-8]\d|90)$/.test(days)) return `'${days}' is no number of days from 1 to 90.`;
  if (to !== '' && !isDay(to)) return `'${to}' is no day. Write it as 2026-11-21.`;
  return null;
}

/** The query of the same report; '' for that of nothing asked. */
export function usageQuery(fields: Partial<Fields>): string {
  return queryOf(fields);
}

/** Where the calls of a report stand one by one: all that it counts, or those with `more`. */
export function activityPath({ from, until, tenantId, tool }: UsageFilter, more: Record<string, string> = {}): string {
  const span = { from: dayOf(from), to: lastDayOf({ until }) };
  return `/account/staff/activity${queryOf({ tool: tool ?? '', tenant: tenantId ?? '', ...span, counted: '1', ...more })}`;
}

function queryOf(fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
  return query.size === 0 ? '' : `?${query}`;
}
