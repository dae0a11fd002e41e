import { scaleLog } from 'd3-scale';
import { line, symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3-shape';
import type { DayFigures, Latency } from '../../store/usage.js';
import { shownDuration } from '../shown-duration.js';
import { dayAxis, frames, round, type Size, type Tick } from './plot-frame.js';

export const percentiles = ['p50', 'p95', 'p99'] as const satisfies readonly (keyof Latency)[];

const shapes = { p50: symbolCircle, p95: symbolSquare, p99: symbolTriangle } as const;
/** With more days the marks would hide the lines; then those that no line leads to are marked alone. */
const mostMarked = 31;
/** Nothing takes less, as far as a plot is concerned: a tenth of a millisecond. */
const least = 0.1;
const steps = [1, 2, 5] as const;
const mostLevels = 7;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface MarkedPoint extends Point {
  readonly told: string;
  /** Neither on the day before nor on the day after did anything run. */
  readonly alone: boolean;
}

/** Percentiles a day as lines, over a scale of powers: what most calls take and what the slowest take differ by far. */
export function latencyPlot(days: readonly DayFigures[], size: Size) {
  const frame = frames[size];
  const { middle, ticks } = dayAxis(
    days.map(({ day }) => day),
    size,
  );
  const known = days.flatMap(({ latency }) => (latency ? percentiles.map((part) => latency[part]) : []));
  const [low, high] = around(known.map((ms) => Math.max(ms, least)));
  const scale = scaleLog([low, high], [frame.bottom, frame.top]);
  const draw = line<Point | null>(
    (point) => point?.x ?? 0,
    (point) => point?.y ?? 0,
  ).defined((point) => point !== null);
  const drawn = percentiles.map((part) => {
    const points = days.map(
      ({ day, latency }, index): MarkedPoint | null =>
        latency && {
          ...{ x: middle(day), y: round(scale(Math.max(latency[part], least))) },
          told: `${day}: ${part} ${shownDuration(latency[part])}`,
          alone: !days[index - 1]?.latency && !days[index + 1]?.latency,
        },
    );
    return { part, d: draw(points) ?? '', points: points.filter((point) => point !== null) };
  });
  return {
    ...{ size, frame, unit: 'logarithmic scale', edged: false, days: ticks, parts: [] },
    levels: levelsBetween(low, high).map((ms): Tick => ({ at: round(scale(ms)), label: levelInWords(ms) })),
    lines: drawn.map(({ part, d }) => ({ part, d })),
    marks: drawn.flatMap(({ part, points }) =>
      points
        .filter(({ alone }) => alone || days.length <= mostMarked)
        .map(({ x, y, told }) => ({ part, d: markOf(part), x, y, told })),
    ),
  };
}

/** The mark of a percentile, around nothing. */
export function markOf(part: keyof Latency): string {
  return symbol(shapes[part], 44).digits(1)() ?? '';
}

/** The steps of 1, 2, 5 that the values lie between, at least a tenfold apart. */
function around(values: readonly number[]): readonly [number, number] {
  const [low, high] = values.length === 0 ? [1, 100] : [Math.min(...values), Math.max(...values)];
  const bottom = candidates.findLast((step) => step <= low) ?? least;
  const top = candidates.find((step) => step >= Math.max(high, bottom * 10)) ?? high;
  return [bottom, top];
}

/** 0.1, 0.2, 0.5, 1, … up to some days. */
const candidates = Array.from({ length: 10 }, (_, power) => steps.map((step) => (step * 10 ** power) / 10)).flat();

/** All steps where there is room, else the powers of ten. */
function levelsBetween(low: number, high: number): readonly number[] {
  const within = candidates.filter((step) => step >= low && step <= high);
  return within.length <= mostLevels ? within : within.filter((step) => Number.isInteger(Math.log10(step)));
}

function levelInWords(ms: number): string {
  return ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`;
}
