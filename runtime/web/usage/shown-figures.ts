import type { Gate } from '../../call/refusal.js';
import { type Counts, errorRate } from '../../store/usage.js';
import { gateWords } from '../activity/words.js';

const whole = new Intl.NumberFormat('en-US');

/** `12,345`. */
export const shownNumber = (value: number): string => whole.format(value);

/** `3.8 %`; `–` where nothing was let through. What is not nothing never looks like it. */
export function shownErrorRate(counts: Counts): string {
  const rate = errorRate(counts);
  if (rate === null) return '–';
  if (rate > 0 && rate < 0.001) return '< 0.1 %';
  return `${(rate * 100).toFixed(rate === 0 || rate === 1 ? 0 : 1)} %`;
}

/** What people read for what refused calls. */
export const refusedBy = (gate: Gate | null): string =>
  gate === null ? 'nobody was known: no credential, or none that holds' : gateWords[gate];
