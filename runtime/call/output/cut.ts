import type { RanCall } from '../call.js';
import { isRecord } from '../is-record.js';
import { chosenOutput } from './output-shape.js';

/**
 * Where a list or a text (`pointer`, RFC 6901) was cut: how many of its items or characters still stand there, and of how
 * many, where that is known.
 */
export interface Cut {
  readonly pointer: string;
  readonly shown: number;
  readonly of?: number;
}

/** The list that the tool itself cut, as its resolver says; how many items there would have been, nobody counted. */
export function cutByTool({ tool, input, output }: Pick<RanCall, 'tool' | 'input' | 'output'>): Cut | null {
  const chosen = chosenOutput(tool, input);
  if (chosen?.kind !== 'list' || !chosen.capped || !isRecord(output) || output.truncated !== true) return null;
  const rows = output[chosen.as];
  return Array.isArray(rows) ? { pointer: `/${chosen.as}`, shown: rows.length } : null;
}
