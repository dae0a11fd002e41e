import type { Shape } from '../../tool.js';
import { shapeAt } from '../input/shape-at.js';
import { isRecord } from '../is-record.js';
import { redactText } from './redact-text.js';

/** The longest text and the deepest nesting that the audit keeps of an argument. */
const maxLength = 1_000;
const maxDepth = 16;
const maxEntries = 200;

/**
 * Arguments as audit and logs may keep them: without what is declared sensitive, without what no declaration knows (it
 * may be a secret under a mistyped name), and without what looks like a credential in free text.
 */
export function redact(value: unknown, shape: Shape | undefined, depth = 0): unknown {
  if (value === undefined || value === null) return value;
  if (shape === undefined) return '[unknown]';
  if (shape.sensitivity !== undefined) return `[${shape.sensitivity}]`;
  if (depth >= maxDepth) return '[deep]';
  if (typeof value === 'string') return isContainer(shape) ? '[text]' : keepText(value);
  if (Array.isArray(value)) {
    return value.slice(0, maxEntries).map((item) => redact(item, shape.items ?? openShape(shape), depth + 1));
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).slice(0, maxEntries);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      // A declared name is nobody's secret.
      Object.hasOwn(shape.properties ?? {}, name) ? name : keepText(name, 100),
      redact(inner, shapeAt(shape, name) ?? openShape(shape), depth + 1),
    ]),
  );
}

/** A host may send an object as a string; what is sensitive within it cannot be told apart there. */
function isContainer({ properties, items }: Shape): boolean {
  return properties !== undefined || items !== undefined;
}

/** Open objects, lists without a word on their items, and fragments of other schemas: anything may be within. */
function openShape({ type, additionalProperties, properties, items, raw }: Shape): Shape | undefined {
  const container = type === undefined || ['object', 'array'].some((kind) => type === kind || type.includes(kind));
  const unsaid = container && additionalProperties === undefined && !properties && !items;
  return additionalProperties === true || raw !== undefined || unsaid ? {} : undefined;
}

/** PostgreSQL keeps neither NUL nor half a character, and a refused call may have sent both. */
function keepText(text: string, length = maxLength): string {
  const redacted = redactText(text);
  const kept = redacted.length > length ? `${redacted.slice(0, length)}…` : redacted;
  return kept.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
