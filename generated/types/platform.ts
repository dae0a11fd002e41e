// Generated from spec/platform/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** An address that this server takes requests at. */
export interface Route {
  /** Its path; what varies stands in braces. */
  readonly uri: string;
  /** HTTP methods that it takes. */
  readonly methods: readonly string[];
  /** What to call it. */
  readonly name: string;
}

export const routeShape = {
  type: 'object',
  description: 'An address that this server takes requests at.',
  properties: {
    uri: { type: 'string', description: 'Its path; what varies stands in braces.', maxLength: 300 },
    methods: { type: 'array', description: 'HTTP methods that it takes.', items: { type: 'string' } },
    name: { type: 'string', description: 'What to call it.', maxLength: 200 },
  },
  required: ['uri', 'methods', 'name'],
  additionalProperties: false,
} as const satisfies Shape;

/** A site that the platform runs. */
export interface Site {
  /** What it is called. */
  readonly name: string;
  /** Where it is. */
  readonly domain: string;
  /** What it is made with. */
  readonly type: string;
}

export const siteShape = {
  type: 'object',
  description: 'A site that the platform runs.',
  properties: {
    name: { type: 'string', description: 'What it is called.', maxLength: 80 },
    domain: { type: 'string', description: 'Where it is.', maxLength: 253 },
    type: { type: 'string', description: 'What it is made with.', maxLength: 40 },
  },
  required: ['name', 'domain', 'type'],
  additionalProperties: false,
} as const satisfies Shape;
