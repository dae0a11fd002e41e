import type { Answer, RanCall } from '../call.js';
import { schemaValidator } from '../input/validators.js';
import { isRecord } from '../is-record.js';
import { type Cut, cutByTool } from '../output/cut.js';
import { putInWords, shapeFor } from '../output/make-answer.js';
import { chosenOutput } from '../output/output-shape.js';
import { cutValue } from './cut-value.js';

type Meta = Readonly<Record<string, unknown>>;
type Words = Pick<Answer, 'value' | 'text' | 'rest' | 'mimeType' | 'meta'>;

/** An answer in as many bytes as it may have, and what was left out, which `_meta.truncated` says. */
export function cutAnswer(answer: Answer, meta: Meta, limit: number): Words & { readonly cuts: readonly Cut[] } {
  const output = chosenOutput(answer.tool, answer.call.input);
  switch (output?.kind) {
    case 'list':
      return cutRows(answer.call, output.as, meta, limit);
    case 'outcomes':
      return cutRows(answer.call, 'results', meta, limit);
    case 'content':
      return cutBlocks(answer, meta, limit);
    default:
      return cutObject(answer, meta, limit);
  }
}

/**
 * Whole rows, as many as fit, in any format; the page says itself that there are more. Of a list that the tool had cut
 * already nobody knows how many there are.
 */
function cutRows(call: RanCall, as: string, meta: Meta, limit: number) {
  const whole = isRecord(call.output) ? call.output : {};
  const rows = Array.isArray(whole[as]) ? whole[as] : [];
  const all = cutByTool(call) ? {} : { of: rows.length };
  const first = (shown: number) => {
    const cuts: readonly Cut[] = [{ pointer: `/${as}`, shown, ...all }];
    const part = { ...call, output: { ...whole, [as]: rows.slice(0, shown) } };
    return { cuts, ...inWords(part, shapeFor(part), { ...meta, truncated: cuts }) };
  };
  return largest(rows.length, (shown) => first(shown), limit);
}

/** Whole blocks, as many as fit. */
function cutBlocks({ call, value }: Answer, meta: Meta, limit: number) {
  const blocks = Array.isArray(value) ? value : [];
  const sizes = blocks.map((block) => Buffer.byteLength(JSON.stringify(block)));
  let [shown, bytes] = [0, 0];
  while (shown < blocks.length && bytes + (sizes[shown] ?? 0) <= limit) bytes += sizes[shown++] ?? 0;
  const cuts: readonly Cut[] = [{ pointer: '', shown, of: blocks.length }];
  return { cuts, ...inWords(call, { value: blocks.slice(0, shown) }, { ...meta, truncated: cuts }) };
}

/**
 * The longest lists within it shortened, then the longest texts. What does not fit its schema any more, or cannot be
 * made small enough, goes out whole: clients check answers, and one that lies is worse than a long one.
 */
function cutObject({ call, tool, value, text, rest, mimeType }: Answer, meta: Meta, limit: number) {
  const overhead = Buffer.byteLength(text) - Buffer.byteLength(JSON.stringify(value));
  const cut = cutValue(value, limit - Math.max(0, overhead));
  if (cut === null || (tool.outputSchema && !schemaValidator(tool.outputSchema)(cut.value))) {
    return { cuts: [], value, text, rest, mimeType, meta };
  }
  return { cuts: cut.cuts, ...inWords(call, { value: cut.value }, { ...meta, truncated: cut.cuts }) };
}

function inWords(call: RanCall, shaped: Parameters<typeof putInWords>[1], meta: Meta): Words {
  return { value: shaped.value, ...putInWords(call, shaped, meta), meta };
}

/** The most rows whose text has at most so many bytes; none, where even one is too large. */
function largest<Made extends Words>(count: number, make: (shown: number) => Made, limit: number): Made {
  let [fits, tooMany] = [0, count + 1];
  let made = make(0);
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    const tried = make(middle);
    if (Buffer.byteLength(tried.text) <= limit) [fits, made] = [middle, tried];
    else tooMany = middle;
  }
  return made;
}
