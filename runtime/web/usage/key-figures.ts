import type { Figures, Latency, Usage } from '../../store/usage.js';
import { shownDuration } from '../shown-duration.js';
import { shownErrorRate, shownNumber, shownPart } from './shown-figures.js';

/** A figure at the head of the page, and what it is to be read against. */
interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

export function keyFigures(total: Figures): readonly KeyFigure[] {
  const { calls, ok, asked, refused, failed, latency } = total;
  return [
    { name: 'Calls', value: shownNumber(calls), note: `${shownNumber(ok)} done, ${shownNumber(asked)} asked for more` },
    { name: 'Errors', value: shownErrorRate(total), note: `${shownNumber(failed)} failed of those let through` },
    {
      name: 'Refused',
      value: shownNumber(refused),
      note: calls === 0 ? 'of no calls' : `${shownPart(refused / calls)} of all calls`,
    },
    {
      name: 'Half took at most',
      value: latency ? shownDuration(latency.p50) : '–',
      note: latency ? `${named('p95', latency)}, ${named('p99', latency)}` : 'nothing ran',
    },
  ];
}

/** `p95 12 ms`, on one line. */
function named(part: keyof Latency, latency: Latency): string {
  return `${part} ${shownDuration(latency[part])}`.replaceAll(' ', '\u00a0');
}

/** What is in none of the figures. */
export function shownApart({ unknown, steps, dryRuns, replayed }: Usage['apart']) {
  return {
    unknown: shownNumber(unknown),
    steps: shownNumber(steps),
    dryRuns: shownNumber(dryRuns),
    replayed: shownNumber(replayed),
  };
}
