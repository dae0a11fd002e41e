import { scaleBand } from 'd3-scale';

/** Where a plot's drawing stands in its picture, in units of the picture. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A place on an axis and what stands there. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** A plot is drawn for each room that a page may have for it: scaled, its letters would be too small to read, or too large. */
export const frames = {
  wide: frame(680, 260, 8),
  middle: frame(450, 250, 6),
  narrow: frame(300, 230, 4),
} as const;

export type Size = keyof typeof frames;

function frame(width: number, height: number, labels: number): Frame & { readonly labels: number } {
  return { width, height, left: 54, right: width - 14, top: 26, bottom: height - 28, labels };
}

/** Days along the bottom; as many of them are named as there is room for, the last one always. */
export function dayAxis(days: readonly string[], size: Size) {
  const { left, right, labels } = frames[size];
  const band = scaleBand(days, [left, right]).paddingInner(0.25).paddingOuter(0.15);
  const every = Math.ceil(days.length / labels);
  const middle = (day: string): number => round((band(day) ?? left) + band.bandwidth() / 2);
  const named = days.filter((_, index) => (days.length - 1 - index) % every === 0);
  return { band, middle, ticks: named.map((day): Tick => ({ at: middle(day), label: dayInWords(day) })) };
}

/** `21 Nov`. */
export function dayInWords(day: string): string {
  const [, month = '01', date = '01'] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1]}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** To a tenth of a unit, which nobody sees. */
export const round = (value: number): number => Math.round(value * 10) / 10;
