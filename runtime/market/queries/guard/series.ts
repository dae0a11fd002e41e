import { bounds } from './bounds.js';
import { integerOf } from './fields.js';
import type { Place } from './place.js';
import { reasons } from './reasons.js';

/** Refuses a series whose number of steps is not known from the query, or too large. */
export function refuseSeries([first, last, step]: readonly unknown[], { query }: Place): string | undefined {
  const from = integerOf(first);
  const to = integerOf(last);
  const by = step === undefined ? 1 : integerOf(step);
  if (from === undefined || to === undefined || by === undefined || by === 0) return reasons.series;
  const steps = Math.max(1, Math.floor((to - from) / by) + 1);
  if (steps > bounds.series) return reasons.series;
  query.seriesRows *= steps;
  return query.seriesRows > bounds.seriesTogether ? reasons.seriesTogether : undefined;
}
