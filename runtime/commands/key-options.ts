import { InvalidArgumentError } from 'commander';
import { type Rate, SECONDS } from '../store/limiter.js';

const known = ['mcp:read', 'mcp:write'];
const longestName = 80;

export function list(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '');
}

export function scopes(text: string): readonly string[] {
  const asked = [...new Set(list(text))];
  if (asked.length > 0 && asked.every((scope) => known.includes(scope))) return asked;
  throw new InvalidArgumentError(
    'There are the scopes mcp:read and mcp:write. Name one of them, or both with a comma.',
  );
}

export function name(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= longestName) return trimmed;
  throw new InvalidArgumentError(`A name has 1 to ${longestName} characters.`);
}

export function days(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number of days, 1 or more.');
}

export function rate(text: string): Rate {
  const [, calls = '', per = ''] = /^([1-9]\d{0,6})\/([a-z]+)$/.exec(text) ?? [];
  if (isUnit(per)) return { calls: Number(calls), per };
  throw new InvalidArgumentError('Write how many calls in which time: 5/second, 60/minute or 1000/hour.');
}

function isUnit(text: string): text is Rate['per'] {
  return Object.hasOwn(SECONDS, text);
}
