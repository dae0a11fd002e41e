import { type Counts, errorRate } from '../../store/usage.js';

const whole = new Intl.NumberFormat('en-US');

/** `12,345`. */
export const shownNumber = (value: number): string => whole.format(value);

/** `3.8 %`. What is not nothing never looks like it, and what is not all never like all. */
export function shownPart(part: number): string {
  if (part === 0 || part === 1) return `${part * 100} %`;
  if (part < 0.001) return '< 0.1 %';
  return part > 0.999 ? '> 99.9 %' : `${(part * 100).toFixed(1)} %`;
}

/** The error rate; `–` where nothing was let through. */
export function shownErrorRate(counts: Counts): string {
  const rate = errorRate(counts);
  return rate === null ? '–' : shownPart(rate);
}
