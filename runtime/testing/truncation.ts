import assert from 'node:assert/strict';
import type { Tool } from '../tool.js';
import { isRecord } from './match.js';
import { answerTo } from './output-shape.js';
import type { Outcome, Wire } from './wire.js';

interface Expected {
  readonly input: Readonly<Record<string, unknown>>;
  readonly expectTruncated?: boolean;
}

interface Answered {
  readonly wire: Wire;
  readonly outcome: Outcome;
  /** Without an envelope; undefined where it is no JSON. */
  readonly value: unknown;
}

/**
 * An answer says that its tool cut it short where the example says so, and nowhere else: over MCP in `_meta`, over REST
 * in a header. What is then too long to be sent is cut again, and nobody knows of how many items.
 */
export function tellsTruncation(
  tool: Tool,
  { input, expectTruncated = false }: Expected,
  { wire, outcome, value }: Answered,
): void {
  const output = answerTo(tool, input);
  const as = output?.kind === 'list' ? output.as : '';
  const rows = isRecord(value) ? value[as] : value;
  const shown = Array.isArray(rows) ? rows.length : null;
  if (wire === 'rest') {
    const told = outcome.headers.get('Toolwright-Truncated');
    assert.equal(told !== null, expectTruncated, `The header Toolwright-Truncated is ${told}.`);
    if (told !== null && shown !== null) assert.equal(told, String(shown), 'Items shown, as Toolwright-Truncated says');
    return;
  }
  const { truncated, resourceUri } = outcome.meta;
  const cuts = Array.isArray(truncated) ? truncated : [];
  if (resourceUri === undefined) assert.equal(truncated !== undefined, expectTruncated, '_meta.truncated');
  if (!expectTruncated) return;
  // Csv has its rows in the text alone.
  assert.deepEqual(cuts, [{ pointer: `/${as}`, shown: shown ?? cuts[0]?.shown }], '_meta.truncated');
}
