import { scaleLinear } from 'd3-scale';
import { type SeriesPoint, stack } from 'd3-shape';
import type { AuditEnd } from '../../store/audit-log.js';
import type { DayFigures } from '../../store/usage.js';
import { resultWords } from '../activity/words.js';
import { dayAxis, frames, round, type Size, type Tick } from './plot-frame.js';
import { shownNumber } from './shown-figures.js';

/** From the bottom of a bar to its top. */
export const ends: readonly AuditEnd[] = ['ok', 'asked', 'refused', 'failed'];

export interface Part {
  readonly end: AuditEnd;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly told: string;
}

const widestBar = 56;
/** Thinner bars would be all edge. */
const thinnestEdged = 7;
const compact = new Intl.NumberFormat('en-US', { notation: 'compact' });

/** Calls a day as stacked bars: of each end a part as high as there are calls. */
export function callsPlot(days: readonly DayFigures[], size: Size) {
  const frame = frames[size];
  const { band, middle, ticks } = dayAxis(
    days.map(({ day }) => day),
    size,
  );
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const scale = scaleLinear([0, most], [frame.bottom, frame.top]).nice(5);
  const width = round(Math.min(band.bandwidth(), widestBar));
  const series = stack<DayFigures, AuditEnd>().keys(ends)(days);
  const parts = series.flatMap((one): Part[] =>
    one.map((point: SeriesPoint<DayFigures>) => ({
      end: one.key,
      x: round(middle(point.data.day) - width / 2),
      y: round(scale(point[1])),
      width,
      height: round(scale(point[0]) - scale(point[1])),
      told: `${point.data.day}: ${shownNumber(point.data[one.key])} ${resultWords[one.key]}`,
    })),
  );
  return {
    ...{ size, frame, unit: 'calls', edged: width >= thinnestEdged, days: ticks, lines: [], marks: [] },
    levels: levelsOf(scale),
    parts: parts.filter(({ height }) => height > 0),
  };
}

/** Whole numbers alone: there is no half a call. */
function levelsOf(scale: ReturnType<typeof scaleLinear<number>>): readonly Tick[] {
  const levels = scale.ticks(5).filter((level) => Number.isInteger(level));
  return levels.map((level) => ({ at: round(scale(level)), label: compact.format(level) }));
}
