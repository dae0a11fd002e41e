import type { ParsedUrlQuery } from 'node:querystring';
import type { AuditWire } from '../../call/audit/audit.js';
import type { Gate } from '../../call/refusal.js';
import type { AuditEnd, AuditFilter, AuditPlace } from '../../store/audit-log.js';
import { gateWords, resultWords, wireWords } from './words.js';

const DAY_MS = 86_400_000;
const longestText = 200;

/** What a page of activity is asked for, as its form names it. */
export const fieldNames = [
  ...['tool', 'result', 'gate', 'connection', 'tenant', 'kind', 'from', 'to', 'trace'],
  ...['person', 'wire', 'unknown', 'counted'],
] as const;

/** Each as it was sent; '' where it was not. */
export type Fields = Readonly<Record<string, string>>;

export interface Asked {
  readonly fields: Fields;
  /** Of whatever rows; whose they may be is for the page to say. */
  readonly filter: Omit<AuditFilter, 'principalId'> & { readonly person?: string };
  readonly after: AuditPlace | null;
  /** What of it nobody can look for, in sentences; the rest of them holds. */
  readonly problems: readonly string[];
}

/** Reads the form of a page of activity, which is the query of its address. `to` is a day that counts as well. */
export function askedFilter(query: ParsedUrlQuery): Asked {
  const problems: string[] = [];
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, longestText) : '';
  };
  const oneOf = <Word extends string>(name: string, words: Readonly<Record<Word, unknown>>): Word | undefined => {
    const value = text(name);
    if (value === '') return undefined;
    if (Object.hasOwn(words, value)) return value as Word;
    problems.push(`'${value}' is none of the choices for ${name}.`);
    return undefined;
  };
  const day = (name: string, add: number): Date | undefined => {
    const value = text(name);
    if (value === '') return undefined;
    const at = /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
    if (at !== null && !Number.isNaN(at.getTime())) return new Date(at.getTime() + add);
    problems.push(`'${value}' is no day. Write it as 2026-11-21.`);
    return undefined;
  };
  const traceId = text('trace').toLowerCase();
  const badTrace = traceId !== '' && !/^[0-9a-f]{32}$/.test(traceId);
  if (badTrace) problems.push('A trace id is 32 digits and letters from a to f.');
  const from = day('from', 0);
  const until = day('to', DAY_MS);
  if (from && until && from >= until) problems.push('The first day is after the last.');
  const end = oneOf<AuditEnd>('result', resultWords);
  const gate = oneOf<Gate>('gate', gateWords);
  const mode = oneOf('kind', { read: '', write: '' });
  const wire = oneOf<AuditWire>('wire', wireWords);
  const [tool, connectionId, tenantId, person] = ['tool', 'connection', 'tenant', 'person'].map(text);
  return {
    fields: Object.fromEntries(fieldNames.map((name) => [name, text(name)])),
    filter: {
      ...(tool && { tool }),
      ...(connectionId && { connectionId }),
      ...(tenantId && { tenantId }),
      ...(person && { person }),
      ...(text('unknown') === '1' && { unknown: true }),
      ...(text('counted') === '1' && { counted: true }),
      ...(traceId && !badTrace && { traceId }),
      ...(from && { from }),
      ...(until && { until }),
      ...(end && { end }),
      ...(gate && { gate }),
      ...(mode && { mode }),
      ...(wire && { wire }),
    },
    after: placeIn(text('after')),
    problems,
  };
}

/** The query of the same rows, from a place on. '' for all of them from the newest. */
export function askedQuery(fields: Fields, after?: AuditPlace | null): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
  if (after) query.set('after', `${after.at.getTime()}.${after.id}`);
  return query.size === 0 ? '' : `?${query}`;
}

/** Milliseconds and an id, which is absent where a page ended without a row. */
function placeIn(text: string): AuditPlace | null {
  const [, at, id = ''] = /^(\d{1,14})\.(aud_[0-9a-f]{24})?$/.exec(text) ?? [];
  return at === undefined ? null : { at: new Date(Number(at)), id };
}
