import type { Shape } from '../../tool.js';
import { redactText } from '../audit/redact-text.js';
import { isRecord } from '../is-record.js';
import { shortText } from '../output/clean-text.js';
import { shapeAt } from './shape-at.js';

/** What was sent, in a few words. A value that may be sensitive is named by its kind alone. */
export function received(value: unknown, sensitive: boolean): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return 'an object';
  if (sensitive) return `a ${typeof value}`;
  return typeof value === 'string' ? JSON.stringify(shortText(redactText(value), 40)) : String(value);
}

/** Whether a value at this place, or what surrounds it, is declared sensitive; so is what no shape knows. */
export function isSensitive(shape: Shape, path: readonly string[]): boolean {
  let here: Shape | undefined = shape;
  for (const step of path) {
    here = shapeAt(here, step);
    if (here === undefined || here.sensitivity !== undefined) return true;
  }
  return false;
}
