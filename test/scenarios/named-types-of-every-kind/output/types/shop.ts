// Generated from spec/shop/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** A line. */
export interface Line {
  /** Article. */
  readonly sku: string;
  /** How many. */
  readonly count: number;
}

export const lineShape = {
  type: 'object',
  description: 'A line.',
  properties: {
    sku: { type: 'string', description: 'Article.' },
    count: { type: 'integer', description: 'How many.', minimum: 1 },
  },
  required: ['sku', 'count'],
  additionalProperties: false,
} as const satisfies Shape;

/** Minor units. */
export type Money = string;

export const moneyShape = { type: 'string', description: 'Minor units.', pattern: '^[0-9]+$' } as const satisfies Shape;

/** By a stranger. */
export type Note = string;

export const noteShape = {
  type: 'string',
  description: 'By a stranger.',
  trust: 'untrusted',
  sensitivity: 'pii',
} as const satisfies Shape;

/** Id of an order. */
export type OrderId = string;

export const orderIdShape = {
  type: 'string',
  description: 'Id of an order.',
  pattern: '^ord_[a-z0-9]+$',
  maxLength: 40,
} as const satisfies Shape;

/** How it stands. */
export type State = 'open' | 'shut';

export const stateShape = {
  type: 'string',
  description: 'How it stands. open (Open), shut (Shut).',
  enum: ['open', 'shut'],
} as const satisfies Shape;

/** An order. */
export interface Order {
  /** Id of an order. */
  readonly order_id: OrderId;
  /** How it stands. */
  readonly state: State;
  /** What was bought. */
  readonly lines: readonly Line[];
  /** By currency. */
  readonly totals: { readonly [key: string]: Money };
  /** Key of the download. */
  readonly key: string;
  /** By a stranger. */
  readonly note: Note | null;
  /** Of the customer. */
  readonly remark?: string;
  /** Counts the changes. */
  readonly version: number;
}

export const orderShape = {
  type: 'object',
  description: 'An order.',
  properties: {
    order_id: orderIdShape,
    state: stateShape,
    lines: { type: 'array', description: 'What was bought.', items: lineShape },
    totals: { type: 'object', description: 'By currency.', additionalProperties: moneyShape },
    key: { type: 'string', description: 'Key of the download.', sensitivity: 'secret', privilege: 'shop:order:refund' },
    note: { ...noteShape, type: ['string', 'null'] },
    remark: { type: 'string', description: 'Of the customer.', trust: 'untrusted' },
    version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: ['order_id', 'state', 'lines', 'totals', 'key', 'note', 'version'],
  additionalProperties: false,
} as const satisfies Shape;
