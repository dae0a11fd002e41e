import type { Sample } from './generated/types/stock.js';

export interface SampleRow {
  readonly id: string;
  readonly kind: Sample['kind'];
  readonly label: string;
  readonly grams: number;
  readonly taken_on: string;
  readonly shelf: Sample['shelf'];
  readonly keeper: string;
  readonly note: string | null;
}

export function toSample({ id, kind, label, grams, taken_on, shelf, keeper, note }: SampleRow): Sample {
  return { sample_id: id, kind, label, grams, taken_on, shelf, keeper, note };
}
