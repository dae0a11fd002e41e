import { bounds } from './bounds.js';
import { integerOf } from './fields.js';
import type { Place } from './place.js';
import { reasons } from './reasons.js';
import { momentOf, spanOf } from './series-dates.js';

/**
 * Refuses a series whose number of steps is not known from the query, or too large: whole numbers, or dates and times with
 * an interval between them.
 */
export function refuseSeries([first, last, step]: readonly unknown[], { query }: Place): string | undefined {
  const steps = stepsOf(first, last, step);
  if (steps === undefined || steps > bounds.series) return reasons.series;
  query.seriesRows *= steps;
  return query.seriesRows > bounds.seriesTogether ? reasons.seriesTogether : undefined;
}

function stepsOf(first: unknown, last: unknown, step: unknown): number | undefined {
  const from = integerOf(first);
  const to = integerOf(last);
  if (from !== undefined && to !== undefined) {
    return count({ from, to, by: step === undefined ? 1 : integerOf(step) });
  }
  return count({ from: momentOf(first)?.earliest, to: momentOf(last)?.latest, by: spanOf(step) });
}

interface Ends {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly by: number | undefined;
}

/** How many steps there are at most; a step backwards is as long as one forwards. */
function count({ from, to, by }: Ends): number | undefined {
  if (from === undefined || to === undefined || by === undefined || by === 0) return undefined;
  return Math.floor(Math.abs(to - from) / Math.abs(by)) + 1;
}
