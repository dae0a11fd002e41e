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
  if (shape.trust === 'untrusted') return wrapText;
  if (shape.items) return projectItems(projectionOf(shape.items));
  if (shape.properties || typeof shape.additionalProperties === 'object') return projectProperties(shape);
  return same;
}

function wrapText(value: unknown): unknown {
  return typeof value === 'string' ? { untrusted: cleanText(value) } : value;
}

function projectItems(item: Projection): Projection {
  if (item === same) return same;
  return (value, view) => (Array.isArray(value) ? value.map((entry) => item(entry, view)) : value);
}

function projectProperties({ properties = {}, additionalProperties }: Shape): Projection {
  const declared = new Map(
    Object.entries(properties).map(([name, shape]) => [name, { ...shape, projection: projectionOf(shape) }]),
  );
  const rest = typeof additionalProperties === 'object' ? projectionOf(additionalProperties) : same;
  const parts = [...declared.values()];
  if (rest === same && parts.every((part) => part.projection === same && !part.privilege && !part.detail)) return same;
  return (value, view) => {
    if (!isRecord(value)) return value;
    const kept: [string, unknown][] = [];
    for (const [name, inner] of Object.entries(value)) {
      const part = declared.get(name);
      if (part?.detail && !view.detailed) continue;
      if (part?.privilege !== undefined && !view.holds(part.privilege)) continue;
      kept.push([name, (part?.projection ?? rest)(inner, view)]);
    }
    return Object.fromEntries(kept);
  };
}
