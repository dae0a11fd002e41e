import type { Shape } from '../../tool.js';
import { isRecord } from '../is-record.js';
import { shapeAt } from './shape-at.js';

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A value as its shape wants it: what a host sent as a string becomes what the string says, where that loses nothing,
 * and what is missing gets its default. Anything else stays as it is, for validation to judge. The value given is not
 * changed. Depth is bounded by the shape's.
 */
export function coerce(value: unknown, shape: Shape): unknown {
  const read = typeof value === 'string' ? readString(value, shape) : value;
  const { items } = shape;
  if (Array.isArray(read)) return items ? read.map((item) => coerce(item, items)) : read;
  return isRecord(read) ? coerceProperties(read, shape) : read;
}

function coerceProperties(record: Record<string, unknown>, shape: Shape): Record<string, unknown> {
  // Entries, since a property may be called `__proto__`.
  const given = Object.entries(record).map(([name, value]) => {
    const property = shapeAt(shape, name);
    return [name, property ? coerce(value, property) : value];
  });
  const missing = Object.entries(shape.properties ?? {})
    .filter(([name, property]) => property.default !== undefined && !Object.hasOwn(record, name))
    .map(([name, property]) => [name, structuredClone(property.default)]);
  return Object.fromEntries([...given, ...missing]);
}

function readString(text: string, shape: Shape): unknown {
  const types = typesOf(shape);
  if (types.includes('string')) return text;
  if (types.includes('integer') || types.includes('number')) return readNumber(text) ?? text;
  if (types.includes('boolean')) return text === 'true' ? true : text === 'false' ? false : text;
  const wantsList = types.includes('array');
  const wantsObject = types.includes('object');
  if (!wantsList && !wantsObject && shape.accepts !== 'json_string') return text;
  const read = readJson(text);
  const any = types.length === 0;
  return (Array.isArray(read) && (wantsList || any)) || (isRecord(read) && (wantsObject || any)) ? read : text;
}

function typesOf({ type, enum: values }: Shape): readonly string[] {
  if (type !== undefined) return typeof type === 'string' ? [type] : type;
  return values === undefined ? [] : [...new Set(values.map((value) => typeof value))];
}

/** A number that a double holds exactly as written: at most 15 significant digits, or a safe integer. */
function readNumber(text: string): number | undefined {
  if (!jsonNumber.test(text)) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || Object.is(number, -0)) return undefined;
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
  const vanished = number === 0 && digits !== '';
  const exact = digits.length <= 15 || (Number.isSafeInteger(number) && String(number) === text);
  return exact && !vanished ? number : undefined;
}

function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
