import pg from 'pg';
import { isTooDeep } from './json-value.js';

const {
  BOOL,
  INT2,
  INT4,
  INT8,
  OID,
  FLOAT4,
  FLOAT8,
  NUMERIC,
  JSON: JSON_TEXT,
  JSONB,
  TIMESTAMPTZ,
  TIMESTAMP,
} = pg.types.builtins;

type Read = (text: string) => unknown;

/** The longest text of one value; the rest of it is left out. */
export const LONGEST_TEXT = 10_000;

/** Of so many digits every decimal number is a double's own shortest form, so that nothing is lost. */
const SAFE_DIGITS = 15;

const readText: Read = (text) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isTooDeep(value) ? readText(text) : value;
}

/** A number while that loses nothing, else its digits. `NaN` and `Infinity` stay words: JSON has neither. */
function readNumber(text: string): number | string {
  const digits = text.replace(/^-?0*|\./g, '').replace(/^0+/, '');
  const significant = text.includes('.') ? digits.replace(/0+$/, '') : digits;
  return /^-?[0-9.]+$/.test(text) && significant.length <= SAFE_DIGITS ? Number(text) : text;
}

function readFloat(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** `2026-01-02 03:04:05.12+00` as ISO 8601 has it, every digit kept; the session's zone is UTC. */
const readMoment: Read = (text) =>
  text.replace(/^(\d{4,}-\d\d-\d\d) ([\d:.]+)(\+00)?$/, (_, day, time, zone) => `${day}T${time}${zone ? 'Z' : ''}`);

const readers: ReadonlyMap<number, Read> = new Map<number, Read>([
  [BOOL, (text) => text === 't'],
  [INT2, Number],
  [INT4, Number],
  [OID, Number],
  [INT8, readNumber],
  [NUMERIC, readNumber],
  [FLOAT4, readFloat],
  [FLOAT8, readFloat],
  [JSON_TEXT, readJson],
  [JSONB, readJson],
  [TIMESTAMPTZ, readMoment],
  [TIMESTAMP, readMoment],
]);

/** Types of arrays, by what they are arrays of. */
const arrays: ReadonlyMap<number, number> = new Map([
  [1000, BOOL],
  [1005, INT2],
  [1007, INT4],
  [1016, INT8],
  [1231, NUMERIC],
  [1021, FLOAT4],
  [1022, FLOAT8],
  [199, JSON_TEXT],
  [3807, JSONB],
  [1185, TIMESTAMPTZ],
  [1115, TIMESTAMP],
  [1009, pg.types.builtins.TEXT],
  [1015, pg.types.builtins.VARCHAR],
  [1014, pg.types.builtins.BPCHAR],
  [1182, pg.types.builtins.DATE],
  [2951, pg.types.builtins.UUID],
]);

const TEXT_ARRAY = 1009;
const splitArray = pg.types.getTypeParser(TEXT_ARRAY as number as never, 'text') as (text: string) => unknown[];

function readArray(text: string, read: Read): unknown {
  if (text.length > LONGEST_TEXT * 10 || text.startsWith('[')) return readText(text);
  const map = (items: unknown[]): unknown[] =>
    items.map((item) => (Array.isArray(item) ? map(item) : item === null ? null : read(item as string)));
  return map(splitArray(text));
}

/** PostgreSQL's text of a value as JSON has it; what JSON has no word for stays PostgreSQL's text. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => {
    const element = arrays.get(oid);
    if (element !== undefined) return (text: string) => readArray(text, readers.get(element) ?? readText);
    return readers.get(oid) ?? readText;
  }) as typeof pg.types.getTypeParser,
};
