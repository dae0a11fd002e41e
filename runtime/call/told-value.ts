import { isRecord } from './is-record.js';
import { shortText } from './output/clean-text.js';

/** `all`: to the last detail. `gist`: without what is empty, and without what lies within an item's own values. */
export type Extent = 'all' | 'gist';

const maxLines = 30;
const maxCharacters = 300;

/** A value as a person reads it: a line, or one for each item of a list. */
export function toldLines(value: unknown, extent: Extent): readonly string[] {
  const items = Array.isArray(value) && !value.every(isPlain) ? value : [value];
  const lines = items
    .map((item) => line(isPlain(item) ? plainText(item, extent) : textOf(item, extent)))
    .filter((text) => text !== '');
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `and ${lines.length - maxLines + 1} more`];
}

/** What lines are kept to, as what a host or a program brings may be long and have lines of its own. */
export function line(text: string): string {
  return shortText(text, maxCharacters);
}

/** `payment_method_id` and `paymentMethodId` are a payment method. */
export function toldName(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return words.replace(/(?<=.)_ids?$/, '').replaceAll('_', ' ');
}

function textOf(value: unknown, extent: Extent): string {
  if (isPlain(value)) return marked(plainText(value, extent));
  if (Array.isArray(value)) return listText(value, extent);
  if (!isRecord(value)) return '';
  if (isMoney(value)) return `${value.amount} ${value.currency}`;
  const told = Object.entries(value).map(([name, inner]) => [toldName(name), innerText(inner, extent)] as const);
  const parts = told.filter(([, text]) => text !== '').map(([name, text]) => `${name} ${text}`);
  return parts.length === 0 && extent === 'all' ? 'none' : parts.join(', ');
}

function innerText(value: unknown, extent: Extent): string {
  if (isPlain(value) || isMoney(value)) return textOf(value, extent);
  if (Array.isArray(value) && value.every(isPlain)) return listText(value, extent);
  return extent === 'gist' ? '' : `(${textOf(value, extent)})`;
}

function listText(values: readonly unknown[], extent: Extent): string {
  if (values.length === 0) return extent === 'all' ? 'none' : '';
  return values.map((value) => (isPlain(value) ? textOf(value, extent) : `(${textOf(value, extent)})`)).join(', ');
}

function plainText(value: string | number | boolean | null | undefined, extent: Extent): string {
  if (value === null || value === undefined || value === '') return extent === 'all' ? 'none' : '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** A text beside others is told apart from them, lest it seem to say what they do not. */
function marked(text: string): string {
  return /^[\w./:@+-]*$|^\[[\w ]+\]$/.test(text) ? text : JSON.stringify(text);
}

function isPlain(value: unknown): value is string | number | boolean | null | undefined {
  return typeof value !== 'object' || value === null;
}

/** Money says how much of what, and nothing else. */
function isMoney(value: unknown): value is { readonly amount: string | number; readonly currency: string } {
  return (
    isRecord(value) && Object.keys(value).sort().join() === 'amount,currency' && Object.values(value).every(isPlain)
  );
}
