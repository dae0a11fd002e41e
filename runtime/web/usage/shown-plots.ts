import type { Usage } from '../../store/usage.js';
import { resultWords } from '../activity/words.js';
import { shownDuration } from '../shown-duration.js';
import { callsPlot, ends } from './calls-plot.js';
import { latencyPlot, markOf, percentiles } from './latency-plot.js';
import type { Size } from './plot-frame.js';
import { shownNumber } from './shown-figures.js';

const sizes: readonly Size[] = ['wide', 'middle', 'narrow'];

/** The plots of a report, each in both sizes, with what they say in a sentence and what their parts mean. */
export function shownPlots({ total, days }: Usage) {
  const busiest = days.reduce((most, day) => (day.calls > most.calls ? day : most));
  const { latency } = total;
  const callsTold = `Bars of calls a day: ${shownNumber(total.calls)} on the whole, most of them (${shownNumber(busiest.calls)}) on ${busiest.day}. The numbers stand in the table below.`;
  const latencyTold = latency
    ? `Lines of latency a day. Of all the days, half of what ran took at most ${shownDuration(latency.p50)}, 95 % at most ${shownDuration(latency.p95)}, 99 % at most ${shownDuration(latency.p99)}. The numbers stand in the table below.`
    : null;
  return {
    calls: {
      drawn: sizes.map((size) => ({ ...callsPlot(days, size), told: callsTold })),
      legend: ends.map((end) => ({ end, word: resultWords[end], value: shownNumber(total[end]) })),
    },
    latency: latencyTold && {
      drawn: sizes.map((size) => ({ ...latencyPlot(days, size), told: latencyTold })),
      legend: percentiles.map((part) => ({ part, mark: markOf(part), value: latency && shownDuration(latency[part]) })),
    },
  };
}
