import type { Form } from './grammar.js';
import { parsed } from './grammar-value.js';
import type { At } from './node.js';

const units: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const periods = {
  s: 'second',
  sec: 'second',
  second: 'second',
  min: 'minute',
  minute: 'minute',
  h: 'hour',
  hour: 'hour',
} as const;

const sizeText = parsed('a size such as 256KiB', '^\\d+(B|KiB|MiB)$', (text) => amount(text, /^(\d{1,9})(B|KiB|MiB)$/));

/** `256KiB`, or a number of bytes. */
export const size: Form<At<number>> = {
  what: sizeText.what,
  schema: () => ({ anyOf: [{ type: 'integer', minimum: 1 }, sizeText.schema()] }),
  read: (node, log) =>
    node.kind === 'scalar' && Number.isInteger(node.value) && Number(node.value) > 0
      ? { value: Number(node.value), span: node.span }
      : sizeText.read(node, log),
};

/** `10s` to milliseconds. */
export const duration = parsed('a duration such as 10s', '^\\d+(ms|s|m|min|h|d)$', (text) =>
  amount(text, /^(\d{1,9})(ms|s|m|min|h|d)$/),
);

/** `30/min` to calls per period. */
export const rate = parsed('a rate such as 30/min', '^\\d+/(s|min|h)$', (text) => {
  const match = /^(\d{1,9})\/(\w+)$/.exec(text);
  const per = match && Object.hasOwn(periods, match[2]!) ? periods[match[2] as keyof typeof periods] : null;
  return match && per && Number(match[1]) > 0 ? { calls: Number(match[1]), per } : null;
});

function amount(text: string, pattern: RegExp): number | null {
  const match = pattern.exec(text);
  const value = match ? Number(match[1]) * units[match[2]!]! : 0;
  return value > 0 ? value : null;
}
