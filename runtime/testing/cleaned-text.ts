import assert from 'node:assert/strict';
import type { Shape, Tool } from '../tool.js';
import { isRecord } from './match.js';
import { outputShape } from './output-shape.js';

/** What is not seen and yet read: controls but tab and line feed, marks of direction, zero width, tags. */
const hidden = /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u;

/** Nothing hides in text that is declared to be cleaned, nor in the names that stand beside it. */
export function hidesNothing(tool: Tool, input: Readonly<Record<string, unknown>>, answer: unknown): void {
  for (const text of cleaned(outputShape(tool, input) ?? {}, answer)) assert.doesNotMatch(text, hidden);
}

function* cleaned({ properties = {}, items, additionalProperties, trust }: Shape, value: unknown): Generator<string> {
  const undeclared: Shape = trust === undefined ? {} : { trust };
  const others = typeof additionalProperties === 'object' ? additionalProperties : undeclared;
  if (typeof value === 'string' && trust === 'cleaned') yield value;
  if (Array.isArray(value)) for (const item of value) yield* cleaned(items ?? undeclared, item);
  if (!isRecord(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (trust === 'cleaned') yield name;
    yield* cleaned(Object.hasOwn(properties, name) ? (properties[name] ?? {}) : others, inner);
  }
}
