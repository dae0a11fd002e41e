import type { Shape } from '../../tool.js';
import { isRecord } from '../is-record.js';
import { cleanText } from './clean-text.js';

/** For whom an output is shaped, and how fully. */
export interface View {
  readonly detailed: boolean;
  readonly holds: (privilege: string) => boolean;
}

/** Makes of the whole that a resolver returned what this caller gets. */
export type Projection = (value: unknown, view: View) => unknown;

const same: Projection = (value) => value;
const made = new WeakMap<Shape, Projection>();

/**
 * The projection of a shape, worked out on first use: properties left out without their privilege, and outside
 * `detailed`; text by strangers cleaned and wrapped. What has none of these within is passed on untouched.
 */
export function projectionOf(shape: Shape): Projection {
  const known = made.get(shape) ?? project(shape);
  made.set(shape, known);
  return known;
}

function project(shape: Shape): Projection {
  if (shape.items) return projectItems(projectionOf(shape.items));
  if (shape.properties || typeof shape.additionalProperties === 'object') return projectProperties(shape);
  return textOf(shape);
}

/** Text by strangers as this shape says it; of what is not declared any further, all text within. */
function textOf({ trust }: Shape): Projection {
  if (trust === undefined) return same;
  return (value) => everyText(value, trust === 'untrusted' ? (text) => ({ untrusted: cleanText(text) }) : cleanText);
}

function everyText(value: unknown, told: (text: string) => unknown): unknown {
  if (typeof value === 'string') return told(value);
  if (Array.isArray(value)) return value.map((item) => everyText(item, told));
  if (!isRecord(value)) return value;
  // A date is text as soon as it is JSON.
  if (typeof value.toJSON === 'function') return everyText(value.toJSON(), told);
  const entries = Object.entries(value).map(([name, inner]) => [cleanText(name), everyText(inner, told)]);
  return Object.fromEntries(entries);
}

function projectItems(item: Projection): Projection {
  if (item === same) return same;
  return (value, view) => (Array.isArray(value) ? value.map((entry) => item(entry, view)) : value);
}

function projectProperties(shape: Shape): Projection {
  const { properties = {}, additionalProperties, trust } = shape;
  const declared = new Map(
    Object.entries(properties).map(([name, shape]) => [name, { ...shape, projection: projectionOf(shape) }]),
  );
  const rest = typeof additionalProperties === 'object' ? projectionOf(additionalProperties) : textOf(shape);
  const parts = [...declared.values()];
  if (rest === same && parts.every((part) => part.projection === same && !part.privilege && !part.detail)) return same;
  return (value, view) => {
    if (!isRecord(value)) return value;
    const kept: [string, unknown][] = [];
    for (const [name, inner] of Object.entries(value)) {
      const part = declared.get(name);
      if (part?.detail && !view.detailed) continue;
      if (part?.privilege !== undefined && !view.holds(part.privilege)) continue;
      // A name that is not declared may be a stranger's too, and must not become one that is.
      const told = part || trust === undefined ? name : cleanText(name);
      if (told !== name && declared.has(told)) continue;
      kept.push([told, (part?.projection ?? rest)(inner, view)]);
    }
    return Object.fromEntries(kept);
  };
}
