import type { RanCall } from '../call.js';
import { isRecord } from '../is-record.js';
import { csvOf } from './csv.js';
import { chosenOutput, outputShape } from './output-shape.js';
import { pageOf } from './page.js';
import { projectionOf, type View } from './projection.js';
import { unselectedFields, withoutFields } from './select-fields.js';

/** What this caller gets of an output, before it is put in the words of a wire. */
export interface ShapedOutput {
  /** What `structuredContent` carries. */
  readonly value: unknown;
  /** The rows of a list. */
  readonly rows?: readonly unknown[];
  /** Where the rows stand in the whole list. */
  readonly page?: object;
  readonly csv?: string;
}

/** Leaves out what the caller may not see or did not ask for, marks what strangers wrote, and makes the page. */
export function shapeOutput({ tool, input, output }: RanCall, view: View, csv: boolean): ShapedOutput {
  const unselected = unselectedFields(tool, input);
  const chosen = chosenOutput(tool, input);
  if (chosen?.kind === 'list') {
    const { as, of } = chosen;
    const whole = isRecord(output) ? output : {};
    const all = Array.isArray(whole[as]) ? whole[as] : [];
    const project = projectionOf(of);
    const rows = all.map((row) => withoutFields(project(row, view), unselected));
    const place = { length: rows.length, total: Number(whole.total) };
    const page = tool.page && { page: pageOf(tool.page, input, place) };
    if (csv) return { value: { ...page }, rows, ...page, csv: csvOf(of, rows, view, unselected) };
    return { value: { [as]: rows, ...page }, rows, ...page };
  }
  const shape = outputShape(tool, input) ?? {};
  return { value: withoutFields(projectionOf(shape)(output, view), unselected) };
}
